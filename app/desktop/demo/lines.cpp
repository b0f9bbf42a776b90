// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "demo/lines.h"

namespace banter::demo {

namespace {

constexpr int Maya = 0;
constexpr int Jonas = 1;
constexpr int Lina = 2;

QString s(const char16_t *text)
{
    return QString::fromUtf16(text);
}

std::vector<Scene> designScenes()
{
    return {
        {{Maya, s(u"Morning! The new timeline is on the board, have a look when you are awake")},
         {Jonas, s(u"Looking")},
         {Jonas, s(u"Oh, I like how calm it is now. Less lines everywhere")},
         {Lina, s(u"Same. The grouped messages read like a page, not like a log")},
         {Maya, s(u"That was the idea. One avatar per thought")},
         {Lina, s(u"Question: what happens when the same person writes again after ten minutes?")},
         {Maya, s(u"New group. Five minutes is the limit, and midnight always starts a new one")},
         {Jonas, s(u"Five feels right")},
         {Jonas, s(u"I tried three yesterday and it chopped every story I told into pieces")},
         {Lina, s(u"In fairness you do tell long stories")},
         {Jonas, s(u"They are *good* long stories")},
         {Maya, s(u"Moving on :) Colours. Every name has its own hue, and I checked the contrast in both themes")},
         {Maya, s(u"The tricky ones were yellow on white and blue on black, as always")},
         {Lina, s(u"How did you solve it?")},
         {Maya, s(u"The hue stays, the lightness is bent until it reaches 4.5 to 1. So you keep your colour, only a "
                  u"shade of it")},
         {Lina, s(u"Neat. That means nobody changes colour when they switch to dark")},
         {Jonas, s(u"What about people who cannot tell the hues apart?")},
         {Maya, s(u"Initials and names are always there. Colour never speaks alone, same for the presence dots: four "
                  u"shapes")},
         {Jonas, s(u"Then I have nothing to complain about, which is unsettling")},
         {Lina, s(u"Give it an hour")},
         {Maya, s(u"Next: the composer. It grows to eight lines, then it scrolls")},
         {Lina, s(u"And Shift+Enter breaks the line?")},
         {Maya, s(u"Yes, Enter sends. And when you are offline it does not lock, it just tells you it will send "
                  u"later")},
         {Jonas, s(u"I wrote a whole letter in the train tunnel once, in another program. It was gone")},
         {Lina, s(u"We remember. You told us. It was a long story")},
         {Jonas, s(u"...")},
         {Maya,
          s(u"Here it is on disk before you even see it in the list. Kill the program, unplug the thing, it still "
            u"goes out, once")},
         {Jonas, s(u"That is the feature I would show my mother")},
         {Lina,
          s(u"I put the measurements next to the sketch:\nfirst window 120 ms\nscrolling 60 frames\nmemory below a "
            u"browser tab by a factor of six")},
         {Maya, s(u"Factor six is going on the poster")},
         {Jonas, s(u"We have a poster?")},
         {Maya, s(u"We will have a poster")},
         {Lina, s(u"Move your pointers over the board for a second, I want to see the name tags")},
         {Jonas, s(u"Wheee")},
         {Lina, s(u"Very smooth. Though Jonas draws circles like a dizzy bee")},
         {Jonas, s(u"Art is a process")}},
        {{Lina, s(u"Small thing: the New line. Should it fade when I have read past it?")},
         {Maya, s(u"No, it stays until you leave the room or answer. Things that vanish while I look at them make me "
                  u"nervous")},
         {Lina, s(u"Fair. It is a bookmark, not a notification")},
         {Jonas, s(u"Can the day line say Today instead of the date?")},
         {Maya, s(u"It does. And Yesterday. After that the date, the way your language writes it")},
         {Jonas, s(u"You think of everything before I can be clever")}},
        {{Jonas, s(u"I measured the scroll on my old laptop")},
         {Jonas, s(u"Ten thousand messages, not a single hitch")},
         {Maya, s(u"Only the rows on the screen exist. The rest are numbers in a list")},
         {Lina, s(u"And loading older ones?")},
         {Jonas, s(u"Fifty at a time, before you reach the top. I never saw a spinner")},
         {Lina, s(u"I want to never see one too")}},
        {{Maya, s(u"Icons: outline or filled?")},
         {Lina, s(u"Outline for what you can do, filled for what is on")},
         {Jonas, s(u"I was going to say filled because they look friendlier, but hers is a reason")},
         {Maya, s(u"Then outline it is. I redraw the bell, it looks like a lamp shade")},
         {Lina, s(u"I thought it *was* a lamp shade")}},
        {{Lina, s(u"Somebody asked why there is no animation when a message arrives")},
         {Maya, s(u"There is one, 120 milliseconds, and none at all if your system asks for less motion")},
         {Jonas, s(u"The best animations are those that nobody can describe afterwards")},
         {Lina, s(u"Writing that on the wall")}},
        {{Jonas, s(u"Chinese is in. I cannot read it but it fits everywhere 🙂")},
         {Lina, s(u"我看过了，很清楚。")},
         {Jonas, s(u"I will take that as praise")},
         {Lina, s(u"It says it is very clear")},
         {Maya, s(u"And right to left?")},
         {Jonas, s(u"Mirrors. I flipped it and spent ten minutes clicking the wrong side")}},
    };
}

std::vector<Scene> weekendScenes()
{
    return {
        {{Jonas, s(u"So, Saturday. Hills or lake?")},
         {Lina, s(u"What does the weather say?")},
         {Jonas, s(u"Sun until four, then somebody upstairs makes up their mind")},
         {Maya, s(u"Lake, then. We can hide in the boathouse")},
         {Lina, s(u"I vote lake too. I bring the stove")},
         {Jonas, s(u"I bring bread and the cheese that Maya is not allowed to smell before lunch")},
         {Maya, s(u"Wise")},
         {Lina, s(u"Train at 9:12 from the south platform? There is a later one at 10:12")},
         {Maya, s(u"9:12. If we take the later one we arrive with everybody else")},
         {Jonas, s(u"9:12 it is. I will complain the whole way but I will be there")},
         {Lina, s(u"Noted, with the usual discount")},
         {Maya, s(u"Who has the big thermos?")},
         {Lina, s(u"Me. Coffee or tea?")},
         {Jonas, s(u"Coffee")},
         {Maya, s(u"Tea")},
         {Lina, s(u"Two thermoses, got it")},
         {Jonas, s(u"You are the best of us")},
         {Maya, s(u"If it does rain we can finally play the game with the tiny wooden trains")},
         {Lina, s(u"The one where Jonas builds a line to nowhere?")},
         {Jonas, s(u"It was a scenic route")}},
        {{Maya, s(u"I found a shorter path around the lake, through the alders")},
         {Jonas, s(u"Shorter or *shorter*?")},
         {Maya, s(u"Forty minutes, flat. Well. Flattish")},
         {Lina, s(u"I have heard your flattish before")},
         {Maya, s(u"There is a bakery at the end of it")},
         {Jonas, s(u"Why did you not begin with that")}},
        {{Lina, s(u"Somebody bring a frisbee?")},
         {Jonas, s(u"Last time it ended up on the boathouse roof")},
         {Lina, s(u"It is still there. I want to visit it")},
         {Maya, s(u"I bring a second one, so that it has company")}},
        {{Jonas, s(u"My sister asks whether she can come along")},
         {Maya, s(u"Of course!")},
         {Lina, s(u"Only if she tells the story of you and the geese")},
         {Jonas, s(u"Then she is not invited")},
         {Maya, s(u"Too late, I wrote to her already")}},
        {{Lina, s(u"Book club reminder: chapter nine by Sunday")},
         {Maya, s(u"Finished it last night. No spoilers, but oh dear")},
         {Jonas, s(u"I am on chapter two and I think the butler is nice")},
         {Lina, s(u"Oh, Jonas")},
         {Maya, s(u"Keep that thought")}},
    };
}

std::vector<Scene> lobbyScenes()
{
    return {
        {{Lina, s(u"Welcome, everybody! This room is for anything that fits nowhere else")},
         {Jonas, s(u"So, everything")},
         {Maya, s(u"The coffee machine on the second floor works again")},
         {Jonas, s(u"Best message of the year")},
         {Lina, s(u"Whoever fixed it: thank you!")},
         {Maya, s(u"It was a spoon")},
         {Jonas, s(u"It is always a spoon")}},
        {{Maya, s(u"Has anyone seen my blue umbrella?")},
         {Lina, s(u"By the door, holding up the plant")},
         {Maya, s(u"It looks happy there. I leave it")}},
        {{Jonas, s(u"Does 14:30 still work for the walk-through?")},
         {Lina, s(u"Works for me")},
         {Maya, s(u"Make it 14:45, I have a call before")},
         {Jonas, s(u"14:45, then")}},
        {{Lina, s(u"There is cake in the kitchen")},
         {Jonas, s(u"There was cake in the kitchen")},
         {Lina, s(u"It has been two minutes")},
         {Jonas, s(u"It was very small cake")}},
        {{Maya, s(u"Going for a run, back in half an hour")},
         {Lina, s(u"It rains")},
         {Maya, s(u"Going for a swim, then")}},
    };
}

} // namespace

const QStringList &memberNames()
{
    static const QStringList names{QStringLiteral("maya"), QStringLiteral("jonas"), QStringLiteral("lina")};
    return names;
}

const QStringList &roomNames()
{
    static const QStringList names{QStringLiteral("design"), QStringLiteral("weekend"), QStringLiteral("lobby")};
    return names;
}

const std::vector<Scene> &scenesOf(int room)
{
    static const std::vector<std::vector<Scene>> all{designScenes(), weekendScenes(), lobbyScenes()};
    return all.at(static_cast<std::size_t>(room));
}

QStringList answersTo(const QString &text)
{
    const QString said = text.toLower();
    const auto has = [&](const char16_t *word) { return said.contains(QString::fromUtf16(word)); };
    if (has(u"hello") || has(u"hi ") || said == u"hi" || has(u"hey") || has(u"morning") || has(u"你好")) {
        return {s(u"Hey! Good to have you here"), s(u"Hello :)"),
                s(u"Hi! We were just talking about you. Only good things")};
    }
    if (has(u"thank") || has(u"谢谢")) {
        return {s(u"Any time"), s(u"You are welcome!"), s(u"Don't mention it")};
    }
    if (has(u"bye") || has(u"good night")) {
        return {s(u"See you!"), s(u"Bye, and don't be a stranger"), s(u"Sleep well, wherever that is")};
    }
    if (said.contains(u'?') || said.contains(u'？')) {
        return {s(u"Good question. I would say yes, but ask me again after coffee"), s(u"Hmm. Let me think about that"),
                s(u"I asked myself the same this morning"),
                s(u"Short answer: it depends. Long answer: it really depends")};
    }
    if (said.contains(u'!')) {
        return {s(u"Ha, that is the spirit"), s(u"Love the energy"), s(u"Agreed!")};
    }
    return {s(u"Makes sense to me"), s(u"Oh, interesting. Tell us more"), s(u"I like that"),
            s(u"Noted. Jonas will have an opinion, give him a minute"), s(u"True")};
}

} // namespace banter::demo

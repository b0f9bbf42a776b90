// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/scope.h"

#include "core/received_text.h"
#include "core/utf8.h"
#include "json/text_parser.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace banter::profile {
namespace {

/// Before 2001 in milliseconds: such a number can only be seconds.
constexpr double LeastMs = 1e12;
/// The year 9999.
constexpr double MostMs = 253'402'300'799'999.0;
/// Longer names are rare, and decoded each time.
constexpr std::size_t MaxRecentBytes = 64;

std::optional<Element> step(const Element &from, const std::string &name)
{
    Element next;
    simdjson::dom::object object;
    simdjson::dom::array list;
    if (from.get(object) == simdjson::SUCCESS) {
        if (object.at_key(name).get(next) == simdjson::SUCCESS)
            return next;
    } else if (from.get(list) == simdjson::SUCCESS) {
        std::size_t index = 0;
        const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), index);
        if (failed == std::errc() && end == name.data() + name.size() && list.at(index).get(next) == simdjson::SUCCESS)
            return next;
    }
    return std::nullopt;
}

// What stands at the first place that holds something, where no place before it is another than an argument's.
std::optional<Element> firstArgument(const Places &places, const Scope &scope)
{
    for (const Place &place : places) {
        if (place.kind != Place::Kind::Argument)
            break;
        if (std::optional<Element> found = scope.at(place))
            return found;
    }
    return std::nullopt;
}

// The word of a place that is none of an argument's.
std::optional<QString> wordAt(const Place &place, const Scope &scope)
{
    if (place.kind == Place::Kind::Constant)
        return place.word;
    const auto found = scope.caught.find(place.word);
    return found == scope.caught.end() ? std::nullopt : std::optional(found->second);
}

// A text that can name something.
bool isName(const QString &text)
{
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        // The last two stand for nothing, and no store gives them back.
        if (unit < 0x20 || (unit >= 0x7f && unit < 0xa0) || unit == 0xfffe || unit == 0xffff)
            return false;
    }
    return !text.isEmpty() && text.size() <= MaxNameChars;
}

/// Names that were read lately: a room's is in each of its messages, and a few people write most of them. So they are
/// neither decoded nor allocated again, and those that are kept share their memory.
class RecentNames {
public:
    /// Nothing where it can name nothing.
    const std::optional<QString> &of(std::string_view utf8)
    {
        std::size_t hash = 5381;
        for (const char byte : utf8)
            hash = hash * 33 + std::size_t(static_cast<unsigned char>(byte));
        Slot &slot = m_slots[hash % m_slots.size()];
        if (slot.utf8 != utf8) {
            slot.utf8 = utf8;
            const QString name = textFromUtf8({utf8.data(), qsizetype(utf8.size())});
            slot.name = isName(name) ? std::optional(name) : std::nullopt;
        }
        return slot.name;
    }

private:
    struct Slot {
        std::string utf8;
        std::optional<QString> name;
    };
    std::array<Slot, 128> m_slots;
};

} // namespace

void Scope::add(const Element &argument)
{
    simdjson::dom::object first;
    if (m_args.isEmpty() && argument.get(first) == simdjson::SUCCESS)
        note(first);
    m_args.push_back(argument);
}

void Scope::note(const simdjson::dom::object &first)
{
    for (const simdjson::dom::key_value_pair &member : first) {
        if (m_members.size() == MaxNoted)
            return;
        m_members.push_back({member.key, member.value});
    }
    m_noted = true;
}

Scope Scope::inside(const Element &item) const
{
    Scope scope;
    scope.add(item);
    scope.caught = caught;
    return scope;
}

std::optional<Element> Scope::at(const Place &place) const
{
    if (place.argument >= int(m_args.size()))
        return std::nullopt;
    Element at = m_args[place.argument];
    auto name = place.steps.begin();
    if (place.argument == 0 && m_noted && name != place.steps.end()) {
        const std::string_view wanted = *name++;
        const auto member =
            std::find_if(m_members.begin(), m_members.end(), [wanted](const auto &one) { return one.first == wanted; });
        if (member == m_members.end())
            return std::nullopt;
        at = member->second;
    }
    for (; name != place.steps.end(); ++name) {
        const std::optional<Element> next = step(at, *name);
        if (!next)
            return std::nullopt;
        at = *next;
    }
    return at.is_null() ? std::nullopt : std::optional(at);
}

QString plainText(const Element &element)
{
    bool flag = false;
    if (element.get(flag) == simdjson::SUCCESS)
        return flag ? QStringLiteral("true") : QStringLiteral("false");
    return json::scalarText(element);
}

std::optional<Element> find(const Places &places, const Scope &scope)
{
    for (const Place &place : places) {
        if (place.kind != Place::Kind::Argument)
            continue;
        if (std::optional<Element> found = scope.at(place))
            return found;
    }
    return std::nullopt;
}

std::optional<QString> findText(const Places &places, const Scope &scope)
{
    for (const Place &place : places) {
        if (place.kind != Place::Kind::Argument) {
            if (std::optional<QString> word = wordAt(place, scope))
                return word;
        } else if (const std::optional<Element> found = scope.at(place)) {
            if (!found->is_object() && !found->is_array())
                return plainText(*found);
        }
    }
    return std::nullopt;
}

std::optional<QString> findName(const Places &places, const Scope &scope)
{
    thread_local RecentNames names;
    std::string_view utf8;
    const std::optional<Element> first = firstArgument(places, scope);
    const bool isRecent = first && first->get(utf8) == simdjson::SUCCESS && utf8.size() <= MaxRecentBytes;
    if (isRecent)
        return names.of(utf8);
    std::optional<QString> name = findText(places, scope);
    return name && isName(*name) ? name : std::nullopt;
}

QString findId(const Places &places, const Scope &scope)
{
    const std::optional<QString> name = findName(places, scope);
    if (name)
        return *name;
    const QString text = findText(places, scope).value_or(QString());
    return text.isEmpty() ? QString() : hashedId(text);
}

std::optional<double> findNumber(const Places &places, const Scope &scope)
{
    bool isNumber = false;
    double number = 0;
    if (const std::optional<Element> found = find(places, scope); found && found->is_number())
        return found->get(number) == simdjson::SUCCESS && std::isfinite(number) ? std::optional(number) : std::nullopt;
    const std::optional<QString> text = findText(places, scope);
    number = text ? text->toDouble(&isNumber) : 0;
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<bool> findFlag(const Places &places, const Scope &scope)
{
    bool flag = false;
    if (const std::optional<Element> found = find(places, scope); found && found->get(flag) == simdjson::SUCCESS)
        return flag;
    if (const std::optional<double> number = findNumber(places, scope))
        return *number != 0;
    const std::optional<QString> text = findText(places, scope);
    return text ? std::optional(*text == QLatin1String("true")) : std::nullopt;
}

WallMs findTime(const Places &places, const Scope &scope)
{
    double ms = findNumber(places, scope).value_or(0);
    if (ms == 0) {
        const std::optional<QString> text = findText(places, scope);
        if (!text || text->size() > 64)
            return 0;
        const QDateTime time = QDateTime::fromString(*text, Qt::ISODateWithMs);
        ms = time.isValid() ? double(time.toMSecsSinceEpoch()) : 0;
    }
    if (ms > 0 && ms < LeastMs)
        ms *= 1000;
    return ms > 0 && ms <= MostMs ? WallMs(ms) : 0;
}

bool equals(const Element &element, const QJsonValue &value)
{
    bool flag = false;
    double number = 0;
    if (value.isNull())
        return element.is_null();
    if (value.isBool())
        return element.get(flag) == simdjson::SUCCESS && flag == value.toBool();
    if (value.isDouble())
        return element.get(number) == simdjson::SUCCESS && number == value.toDouble();
    return element.is_string() && json::textOf(element) == value.toString();
}

} // namespace banter::profile

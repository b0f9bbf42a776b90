// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "markup/code_languages.h"

#include <QString>

#include <algorithm>

namespace banter::markup {

namespace {

constexpr CodeLanguage Languages[] = {
    {u"c h cpp c++ cc cxx hpp hh objc cuda arduino",
     u"alignas alignof asm auto bool break case catch char class co_await co_return co_yield concept const consteval "
     u"constexpr constinit continue decltype default delete do double else enum explicit export extern false final "
     u"float "
     u"for friend goto if inline int long mutable namespace new noexcept nullptr operator override private protected "
     u"public register requires return short signed sizeof static static_assert static_cast struct switch template "
     u"this "
     u"throw true try typedef typename union unsigned using virtual void volatile while #include #define #if #ifdef "
     u"#ifndef #else #elif #endif #pragma",
     u"//", u"/*", u"*/", u"\"'", u""},
    {u"java kotlin kt scala groovy",
     u"abstract as assert boolean break by byte case catch char class companion const continue data def default do "
     u"double "
     u"else enum extends false final finally float for fun if implements import in instanceof int interface internal "
     u"is "
     u"lazy long match native new null object open override package private protected public return sealed short "
     u"static "
     u"super suspend switch synchronized this throw throws trait transient true try typealias val var void volatile "
     u"when "
     u"while with yield",
     u"//", u"/*", u"*/", u"\"'", u"\"\"\""},
    {u"js javascript jsx ts typescript tsx qml node mjs",
     u"abstract any as async await boolean break case catch class const continue debugger declare default delete do "
     u"else "
     u"enum export extends false finally for from function get if implements import in instanceof interface keyof let "
     u"namespace never new null number of private property protected public readonly required return set signal static "
     u"string super switch symbol this throw true try type typeof undefined unknown var void while with yield",
     u"//", u"/*", u"*/", u"\"'", u"`"},
    {u"py python python3 gd gdscript",
     u"False None True and as assert async await break case class continue def del elif else except finally for from "
     u"global if import in is lambda match nonlocal not or pass raise return self try while with yield",
     u"#", u"", u"", u"\"'", u"\"\"\" '''"},
    {u"rs rust",
     u"Self as async await bool box break char const continue crate dyn else enum extern f32 f64 false fn for i16 i32 "
     u"i64 "
     u"i8 if impl in isize let loop macro_rules match mod move mut pub ref return self static str struct super trait "
     u"true "
     u"type u16 u32 u64 u8 union unsafe use usize where while",
     u"//", u"/*", u"*/", u"\"", u""},
    {u"go golang",
     u"any bool break byte case chan const continue default defer else error fallthrough false float32 float64 for "
     u"func "
     u"go goto if import int int32 int64 interface iota map nil package range return rune select string struct switch "
     u"true type uint uint32 uint64 uintptr var",
     u"//", u"/*", u"*/", u"\"'", u"`"},
    {u"cs csharp c# fsharp f# vala",
     u"abstract as async await base bool break byte case catch char class const continue decimal default delegate do "
     u"double else enum event explicit extern false finally fixed float for foreach get goto if implicit in init int "
     u"interface internal is let lock long module namespace new null object operator out override params private "
     u"protected public readonly record ref return sbyte sealed set short sizeof static string struct switch this "
     u"throw "
     u"true try typeof uint ulong unsafe ushort using var virtual void volatile when while yield",
     u"//", u"/*", u"*/", u"\"'", u"\"\"\""},
    {u"swift dart",
     u"Any Self actor any as associatedtype async await break case catch class continue default defer deinit do "
     u"dynamic "
     u"else enum extends extension fallthrough false fileprivate final for func guard if import in init inout int "
     u"internal "
     u"is late lazy let mixin nil null open operator override private protocol public repeat required rethrows return "
     u"self static struct subscript super switch throw throws true try typealias var void weak where while with yield",
     u"//", u"/*", u"*/", u"\"'", u"\"\"\""},
    {u"sh bash zsh shell console fish ksh",
     u"alias break case cd continue declare do done echo elif else esac eval exec exit export fi for function if in "
     u"local "
     u"printf read readonly return select set shift source sudo test then trap unset until while",
     u"#", u"", u"", u"\"'", u""},
    {u"ps1 powershell pwsh",
     u"begin break catch class continue data do dynamicparam else elseif end enum exit filter finally for foreach "
     u"function "
     u"if in param process return switch throw trap try until using while",
     u"#", u"<#", u"#>", u"\"'", u"", true},
    {u"sql sqlite postgres postgresql mysql psql",
     u"add all alter and as asc begin between by case check column commit constraint create cross database default "
     u"delete "
     u"desc distinct drop else end except exists foreign from full group having if in index inner insert integer "
     u"intersect into is join key left like limit not null offset on or order outer primary references replace right "
     u"rollback select set table text then transaction trigger union unique update values view when where with",
     u"--", u"/*", u"*/", u"'\"", u"", true},
    {u"rb ruby crystal elixir ex",
     u"BEGIN END alias and begin break case class def defined? defmodule defp do else elsif end ensure false fn for if "
     u"in "
     u"module next nil not or redo require rescue retry return self super then true undef unless until when while "
     u"yield",
     u"#", u"", u"", u"\"'", u"`"},
    {u"php",
     u"abstract and array as break callable case catch class clone const continue declare default do echo else elseif "
     u"empty enum extends false final finally fn for foreach function global if implements include instanceof "
     u"interface "
     u"isset match namespace new null or print private protected public readonly require return static switch throw "
     u"trait true try unset use var while yield",
     u"// #", u"/*", u"*/", u"\"'", u""},
    {u"lua",
     u"and break do else elseif end false for function goto if in local nil not or repeat return then true until while",
     u"--", u"--[[", u"]]", u"\"'", u""},
    {u"hs haskell elm",
     u"as case class data deriving do else exposing hiding if import in infix infixl infixr instance let module "
     u"newtype of "
     u"port qualified then type where",
     u"--", u"{-", u"-}", u"\"", u""},
    {u"json json5 jsonc", u"true false null", u"//", u"/*", u"*/", u"\"", u""},
    {u"yaml yml toml ini conf cfg properties", u"true false null yes no on off", u"#", u"", u"", u"\"'", u"\"\"\" '''"},
    {u"html xml svg vue xhtml", u"", u"", u"<!--", u"-->", u"\"", u""},
    {u"css scss less", u"@media @import @keyframes @font-face @supports @use @include @mixin !important", u"//", u"/*",
     u"*/", u"\"'", u""},
    {u"cmake make makefile dockerfile docker",
     u"add_executable add_library add_subdirectory add_test break cmd copy else elseif endforeach endfunction endif "
     u"endmacro endwhile entrypoint env expose find_package foreach from function if ifdef ifeq ifneq include install "
     u"macro message option project return run set target_link_libraries user volume while workdir",
     u"#", u"", u"", u"\"", u"", true}};

} // namespace

bool hasWord(QStringView list, QStringView word)
{
    if (word.isEmpty()) {
        return false;
    }
    for (qsizetype at = list.indexOf(word); at >= 0; at = list.indexOf(word, at + 1)) {
        const qsizetype end = at + word.size();
        if ((at == 0 || list[at - 1] == u' ') && (end == list.size() || list[end] == u' ')) {
            return true;
        }
    }
    return false;
}

std::span<const CodeLanguage> codeLanguages()
{
    return Languages;
}

const CodeLanguage *codeLanguage(QStringView name)
{
    const QString wanted = name.toString().toLower();
    const auto found = std::find_if(std::begin(Languages), std::end(Languages),
                                    [&](const CodeLanguage &each) { return hasWord(each.names, wanted); });
    return found == std::end(Languages) ? nullptr : found;
}

} // namespace banter::markup

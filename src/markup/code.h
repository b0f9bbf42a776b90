// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

#include <vector>

namespace banter::markup {

enum class TokenKind : quint8 { Keyword, String, Comment, Number };

struct Token {
    TokenKind kind = TokenKind::Keyword;
    qsizetype at = 0; ///< in UTF-16 units
    qsizetype length = 0;
    bool operator==(const Token &) const = default;
};

/// More of them are left without colour.
inline constexpr std::size_t MaxTokens = 4'000;

/// What is to be told apart in code of that language, ascending, without overlap, at most MaxTokens. None for a
/// language that is not in code_languages.h. A table's work: it knows words, quotes, comments and numbers, and no
/// grammar. Time in proportion to the code. Pure; any thread.
std::vector<Token> highlight(QStringView code, QStringView language);

} // namespace banter::markup

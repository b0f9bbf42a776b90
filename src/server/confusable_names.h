// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <map>
#include <set>

namespace banter {

/// Names that are given, by what they look like: nobody gets one that could be taken for another. Those of an older
/// server may look alike; all of them stay. Nothing of it is stored, since what looks alike changes with Unicode. Pure;
/// one thread.
class ConfusableNames final {
public:
    /// `anyCase`: names that differ in case only are one.
    explicit ConfusableNames(bool anyCase) : m_anyCase(anyCase) {}

    void add(const QString &name);
    void remove(const QString &name);
    /// Whether one that was added looks like it, or it looks like a name that nobody may have.
    bool isTaken(const QString &name) const;

private:
    std::set<QString> of(const QString &name) const;

    bool m_anyCase;
    std::map<QString, int> m_given; ///< skeletons, and by how many
};

/// The skeleton of UTS 39, without full stops, hyphens and low lines around it: two names with one skeleton look the
/// same. Pure; any thread.
QString skeletonOf(const QString &name);

/// Words that stand for the server itself, or for many, in whatever letters and case. Pure; any thread.
bool isReservedName(const QString &name);

} // namespace banter

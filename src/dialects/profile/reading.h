// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/profile/located.h"

#include <QStringList>

namespace banter::profile {

/// The first fault of a file; those after it follow from it and are not of interest.
class Faults {
public:
    /// Always false, for use in a return.
    bool add(int line, const QString &where, const QString &reason);
    const std::optional<Fault> &first() const { return m_first; }

private:
    std::optional<Fault> m_first;
};

/// The members of an object, read strictly: what is missing, of a wrong type, out of range or not known is a fault.
/// Every function gives something usable after a fault, too.
class Members {
public:
    /// `where` is the path to the object, for the reason; empty for the whole file.
    Members(const Located &object, QString where, Faults &faults);

    /// Null when it is not there.
    const Located *find(const char *name);
    /// A fault when it is not there.
    const Located *need(const char *name);
    QString text(const char *name, const QString &otherwise, qsizetype maxChars = 256);
    QString neededText(const char *name, qsizetype maxChars = 256);
    double number(const char *name, double otherwise, double low, double high);
    int integer(const char *name, int otherwise, int low, int high);
    bool flag(const char *name, bool otherwise);
    /// One text, or a list of texts. Empty when it is not there.
    QStringList texts(const char *name);
    /// The position of the text among `words`; `otherwise` when it is not there.
    int word(const char *name, const QStringList &words, int otherwise);

    /// To be called at the end: refuses the members that nobody asked for.
    void end();

    QString where(const char *name) const;
    int line() const { return m_object.line; }
    Faults &faults() { return m_faults; }

private:
    void expect(const Located &value, const char *name, Located::Kind kind, const char *what);

    const Located &m_object;
    QString m_where;
    Faults &m_faults;
    QStringList m_known;
};

} // namespace banter::profile

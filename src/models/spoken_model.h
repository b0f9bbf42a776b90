// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>
#include <QUrl>
#include <qqmlregistration.h>

namespace banter {

/// What the server speaks, as the sign-in page lets a person choose it, and what that means for the other fields.
/// GUI thread.
class SpokenModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by StartModel")
    /// Translated, in the order of their indexes.
    Q_PROPERTY(QStringList labels READ labels NOTIFY wordsChanged)
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY changed)
    /// One translated sentence on the chosen one.
    Q_PROPERTY(QString hint READ hint NOTIFY wordsChanged)
    /// What the field for the secret is called, translated.
    Q_PROPERTY(QString secretLabel READ secretLabel NOTIFY wordsChanged)
    /// Translated; empty where the label says it all.
    Q_PROPERTY(QString secretHint READ secretHint NOTIFY wordsChanged)
    Q_PROPERTY(QString nameHint READ nameHint NOTIFY wordsChanged)
    Q_PROPERTY(QString addressExample READ addressExample NOTIFY changed)
    /// Accounts can be created there, with a name and a password.
    Q_PROPERTY(bool canRegister READ canRegister NOTIFY changed)
    /// A profile is to be chosen.
    Q_PROPERTY(bool needsFile READ needsFile NOTIFY changed)
    /// The path of the profile, for display; empty when none is chosen.
    Q_PROPERTY(QString profileFile READ profileFile NOTIFY changed)
public:
    /// `dialects`: the names that the program knows; of these the ones that people choose among are offered.
    explicit SpokenModel(const QStringList &dialects, QObject *parent = nullptr);

    QStringList labels() const;
    int current() const { return m_current; }
    void setCurrent(int index);
    QString hint() const;
    QString secretLabel() const;
    QString secretHint() const;
    QString nameHint() const;
    QString addressExample() const;
    bool canRegister() const;
    bool needsFile() const;
    QString profileFile() const { return m_profileFile; }

    /// What a dialog gave: a file's URL. Anything else is ignored.
    Q_INVOKABLE void chooseFile(const QUrl &file);

    /// The dialect's name or the profile's path, for a sign-in; empty when a profile is needed and none is chosen.
    QString dialect() const;
    /// The choice that stands for it; a path chooses the profile.
    void choose(const QString &dialect);
    /// The secret is a token and no password, and is to be kept as one.
    bool takesToken() const;
    void retranslate() { Q_EMIT wordsChanged(); }

    /// A server of this program's protocol, or one of which that is not known yet.
    static bool mayBeOwn(const QString &dialect);
    /// What a dialect is called, translated; a path gives the file's name.
    static QString labelOf(const QString &dialect);

Q_SIGNALS:
    void changed();
    /// What is translated, or depends on the choice too.
    void wordsChanged();

private:
    QString key() const { return m_keys.value(m_current); }

    QStringList m_keys;
    int m_current = 0;
    QString m_profileFile;
};

} // namespace banter

// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/settings_keys.h"
#include "models/settings_model.h"
#include "tests/support/test_program.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <limits>

namespace tst_settings {

using namespace banter;

class SettingsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_dir.isValid()); }

    void whatIsChosenSurvivesARestart()
    {
        const QString path = m_dir.filePath(QStringLiteral("a.ini"));
        {
            SettingsFile file(path);
            SettingsModel model(file);
            QCOMPARE(model.theme(), SettingsModel::System);
            QCOMPARE(model.textScale(), 1.0);
            QVERIFY(model.showMembers());
            model.setTheme(SettingsModel::Light);
            model.setTheme(SettingsModel::Dark);
            model.setTextScale(1.25);
            model.setCompact(true);
            model.setLanguage(QStringLiteral("zh_CN"));
            model.setReduceMotion(true);
            model.setShowMembers(false);
        }
        SettingsFile file(path);
        const SettingsModel model(file);
        QCOMPARE(model.theme(), SettingsModel::Dark);
        QCOMPARE(model.textScale(), 1.25);
        QVERIFY(model.compact());
        QCOMPARE(model.language(), QStringLiteral("zh_CN"));
        QVERIFY(model.reduceMotion());
        QVERIFY(!model.showMembers());
    }

    void nonsenseInTheFileIsBroughtIntoRange()
    {
        const QString path = m_dir.filePath(QStringLiteral("b.ini"));
        {
            QSettings file(path, QSettings::IniFormat);
            file.setValue(settings_keys::Theme, QStringLiteral("purple"));
            file.setValue(settings_keys::TextScale, 900.0);
            file.setValue(settings_keys::Language, QStringLiteral("../../etc"));
            file.setValue(settings_keys::Compact, QStringLiteral("maybe"));
        }
        SettingsFile file(path);
        SettingsModel model(file);
        QCOMPARE(model.theme(), SettingsModel::System);
        QCOMPARE(model.textScale(), SettingsModel::MaxTextScale);
        QCOMPARE(model.language(), QString());
        model.setTextScale(0);
        QCOMPARE(model.textScale(), SettingsModel::MinTextScale);
        model.setTextScale(std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(model.textScale(), 1.0);
        model.setLanguage(QStringLiteral("tlh"));
        QCOMPARE(model.language(), QString());
    }

    void darkIsTheChoiceOrTheSystems()
    {
        SettingsFile file{QString()};
        SettingsModel model(file);
        const QSignalSpy dark(&model, &SettingsModel::darkChanged);
        QVERIFY(!model.dark());
        model.setSystemDark(true);
        QVERIFY(model.dark());
        model.setTheme(SettingsModel::Light);
        QVERIFY(!model.dark());
        model.setSystemDark(false);
        model.setTheme(SettingsModel::System);
        QVERIFY(!model.dark());
        QCOMPARE(dark.count(), 2);
    }

    void whatIsSaidForOneRunIsNotKept()
    {
        const QString path = m_dir.filePath(QStringLiteral("c.ini"));
        {
            SettingsFile file(path);
            SettingsModel model(file);
            model.overrideTheme(SettingsModel::Dark);
            model.overrideLanguage(QStringLiteral("en"));
            QVERIFY(model.dark());
            QCOMPARE(model.language(), QStringLiteral("en"));
        }
        SettingsFile file(path);
        const SettingsModel model(file);
        QCOMPARE(model.theme(), SettingsModel::System);
        QCOMPARE(model.language(), QString());
    }

    void onlyChangesAreSaid()
    {
        SettingsFile file{QString()};
        SettingsModel model(file);
        const QSignalSpy compact(&model, &SettingsModel::compactChanged);
        const QSignalSpy language(&model, &SettingsModel::languageChanged);
        model.setCompact(false);
        model.setCompact(true);
        model.setCompact(true);
        model.setLanguage(QString());
        model.setLanguage(QStringLiteral("en"));
        QCOMPARE(compact.count(), 1);
        QCOMPARE(language.count(), 1);
    }

private:
    QTemporaryDir m_dir;
};

TEST_WITH_CORE_APPLICATION(SettingsTest)

} // namespace tst_settings

#include "tst_settings.moc"

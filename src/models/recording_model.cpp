// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/recording_model.h"

#include "connection/plain_words.h"
#include "connection/recording_text.h"
#include "models/step_text.h"
#include "store/small_file.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QPointer>
#include <QStandardPaths>
#include <QThreadPool>

#include <algorithm>

namespace banter {

namespace {

using namespace connection;

// Whether it was ever connected, a step does not say: as a colour it is the same to whoever reads this.
ConnectionState stateAfter(const Step &step)
{
    return publicState(step.after.phase, true);
}

} // namespace

/// The steps as the rows show them: in the order in which they happened, so that row 0 is the last.
class RecordingModel::Kept {
public:
    int count() const { return static_cast<int>(recording.steps.size()); }
    const Step &at(int row) const
    {
        return recording.steps[recording.steps.size() - 1 - static_cast<std::size_t>(row)];
    }
    /// The phase that the step of the row found.
    Phase before(int row) const { return row + 1 < count() ? at(row + 1).after.phase : recording.from.phase; }

    Recording recording;
};

RecordingModel::RecordingModel(QObject *parent) : banter::RowModel(parent), m_kept(std::make_unique<Kept>()) {}

RecordingModel::~RecordingModel() = default;

void RecordingModel::apply(const ConnectionRecording &fresh)
{
    const auto &steps = fresh.recording.steps;
    const auto &held = m_kept->recording.steps;
    const bool another = steps.empty() || (!held.empty() && steps.back().number < held.back().number);
    const auto isGone = [&](const Step &step) { return another || step.number < steps.front().number; };
    drop(static_cast<int>(std::count_if(held.begin(), held.end(), isGone)));
    m_kept->recording.from = fresh.recording.from;
    add(fresh);
}

void RecordingModel::drop(int steps)
{
    if (steps == 0) {
        return;
    }
    beginRemoveRows({}, count() - steps, count() - 1);
    auto &held = m_kept->recording.steps;
    held.erase(held.begin(), held.begin() + steps);
    endRemoveRows();
    Q_EMIT countChanged();
}

// Only the newest step that was held may have changed: frames were added to it.
void RecordingModel::add(const ConnectionRecording &fresh)
{
    const auto &steps = fresh.recording.steps;
    auto &held = m_kept->recording.steps;
    const std::size_t before = held.size();
    if (before > 0 && !(steps[before - 1] == held.back())) {
        held.back() = steps[before - 1];
        Q_EMIT dataChanged(index(0), index(0));
    }
    if (steps.size() == before) {
        return;
    }
    beginInsertRows({}, 0, static_cast<int>(steps.size() - before) - 1);
    held.insert(held.end(), steps.begin() + static_cast<std::ptrdiff_t>(before), steps.end());
    endInsertRows();
    Q_EMIT countChanged();
}

void RecordingModel::retranslate()
{
    if (count() > 0) {
        Q_EMIT dataChanged(index(0), index(count() - 1), {WhatRole, DecisionRole});
    }
}

int RecordingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_kept->count();
}

QVariant RecordingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Step &step = m_kept->at(index.row());
    switch (role) {
    case AtRole:
        return QDateTime::fromMSecsSinceEpoch(step.at);
    case WhatRole:
        return stepText(step, m_kept->before(index.row()));
    case DecisionRole:
        return decisionText(step, m_kept->before(index.row()));
    case StateRole:
        return static_cast<int>(stateAfter(step));
    default:
        return {};
    }
}

QHash<int, QByteArray> RecordingModel::roleNames() const
{
    return {{AtRole, "at"}, {WhatRole, "what"}, {DecisionRole, "decision"}, {StateRole, "state"}};
}

QString RecordingModel::fileName() const
{
    const QDateTime at = count() > 0 ? QDateTime::fromMSecsSinceEpoch(m_kept->at(0).at) : QDateTime::currentDateTime();
    return QStringLiteral("banter-connection-%1.jsonl").arg(at.toString(QStringLiteral("yyyyMMdd-HHmmss")));
}

QUrl RecordingModel::folder()
{
    return QUrl::fromLocalFile(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
}

QString RecordingModel::text() const
{
    return QString::fromUtf8(recordingLines(m_kept->recording));
}

void RecordingModel::save(const QUrl &file)
{
    const QString path = file.toLocalFile();
    QThreadPool::globalInstance()->start([self = QPointer<RecordingModel>(this), app = QCoreApplication::instance(),
                                          path, lines = recordingLines(m_kept->recording)] {
        const Status written = writeSmallFile(path, lines);
        const QString why = written.ok() ? QString() : written.error().message;
        // Through the application, which is there for longer than the model may be.
        QMetaObject::invokeMethod(app, [self, path, why, ok = written.ok()] {
            if (self && ok) {
                Q_EMIT self->saved(path);
            } else if (self) {
                Q_EMIT self->saveFailed(tr("The recording could not be saved: %1").arg(why));
            }
        });
    });
}

} // namespace banter

// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"

#include <QUrl>

#include <memory>

namespace banter {

struct ConnectionRecording;

/// What happened to the connection lately and what was decided, the newest first; and the same as a file to hand to
/// somebody. GUI thread.
class RecordingModel : public banter::RowModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by ConnectionModel")
    /// A proposal for a file's name, with the time of the newest step.
    Q_PROPERTY(QString fileName READ fileName NOTIFY countChanged)
    /// Where people keep what they save.
    Q_PROPERTY(QUrl folder READ folder CONSTANT)
public:
    enum Role {
        AtRole = Qt::UserRole + 1, ///< date and time
        WhatRole,                  ///< QString: a translated sentence on what happened
        DecisionRole,              ///< QString: a translated sentence on what was decided; empty when nothing was
        StateRole,                 ///< int, ConnectionModel::State: what people were told afterwards
    };
    Q_ENUM(Role)

    explicit RecordingModel(QObject *parent = nullptr);
    ~RecordingModel() override;

    void apply(const ConnectionRecording &recording);
    void retranslate();

    int rowCount(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    QString fileName() const;
    static QUrl folder();

    /// The recording as JSON Lines, see connection/RECORDING.md.
    Q_INVOKABLE QString text() const;
    /// Writes the same into a local file; saved() or saveFailed() follows. Nothing waits for the disk.
    Q_INVOKABLE void save(const QUrl &file);

Q_SIGNALS:
    void saved(const QString &file);
    /// `words` is a translated sentence.
    void saveFailed(const QString &words);

private:
    class Kept;
    void drop(int steps);
    void add(const ConnectionRecording &recording);

    std::unique_ptr<Kept> m_kept;
};

} // namespace banter

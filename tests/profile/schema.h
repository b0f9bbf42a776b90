// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

namespace banter::testing {

/// The part of JSON Schema (2020-12) that profile.schema.json is written in. A keyword of another part aborts: a check
/// that is left out would let everything pass.
class Schema {
public:
    explicit Schema(const QJsonObject &root) : m_root(root) {}

    bool takes(const QJsonValue &value) const { return fits(value, m_root); }

private:
    bool fits(const QJsonValue &value, const QJsonObject &schema) const;
    bool fitsKeyword(const QJsonValue &value, const QString &keyword, const QJsonObject &schema) const;
    bool fitsMembers(const QJsonValue &value, const QJsonObject &schema) const;
    bool fitsOne(const QJsonValue &value, const QJsonArray &schemas) const;
    QJsonObject at(const QString &reference) const;

    QJsonObject m_root;
};

} // namespace banter::testing

// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/registry/registry.h"

#include "dialects/native/native_dialect.h"

namespace banter {

QStringList dialectNames()
{
    return {QStringLiteral("banter"), QStringLiteral("banter-cbor")};
}

Result<std::unique_ptr<Dialect>> makeDialect(const QString &name)
{
    const qsizetype index = dialectNames().indexOf(name);
    if (index < 0) {
        return Error{ErrorCode::NotSupported, QStringLiteral("There is no dialect %1. Known are: %2.")
                                                  .arg(name, dialectNames().join(QStringLiteral(", ")))};
    }
    return makeNativeDialect(index == 1);
}

} // namespace banter

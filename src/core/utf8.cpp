// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/utf8.h"

#include <QStringDecoder>

namespace banter {

QString textFromUtf8(QByteArrayView bytes)
{
    if (!bytes.startsWith("\xef\xbb\xbf"))
        return QString::fromUtf8(bytes);
    using Converter = QStringConverter;
    QStringDecoder decoder(Converter::Utf8, Converter::Flag::Stateless | Converter::Flag::ConvertInitialBom);
    return decoder.decode(bytes);
}

} // namespace banter

// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/cbor_tree.h"

#include <QCborStreamReader>

#include <simdjson.h>

namespace banter::protocol::wire {
namespace {

// A large frame is rare. What it needed is given back.
constexpr qsizetype KeepTreeBytes = 256 * 1024;

QString notCbor(QCborStreamReader &reader)
{
    return QStringLiteral("the frame is not valid CBOR: %1").arg(reader.lastError().toString());
}

void setFraction(CborValue &value, double number)
{
    value.kind = Kind::Fraction;
    value.fraction = number;
}

void setInteger(CborValue &value, quint64 magnitude, bool negative)
{
    if (magnitude > quint64(limits::MaxInteger)) // out of every range: only its size matters
        return setFraction(value, negative ? -double(magnitude) : double(magnitude));
    value.kind = Kind::Integer;
    value.integer = negative ? -qint64(magnitude) : qint64(magnitude);
}

void readNegative(CborValue &value, quint64 magnitude)
{
    if (magnitude == 0) // -2^64, whose size no 64 bits hold
        return setFraction(value, -18446744073709551616.0);
    setInteger(value, magnitude, true);
}

void setSimple(CborValue &value, const QCborStreamReader &reader)
{
    if (reader.isBool()) {
        value.kind = Kind::Flag;
        value.flag = reader.toBool();
        return;
    }
    value.kind = reader.isNull() || reader.isUndefined() ? Kind::Null : Kind::Other;
}

QString readScalar(QCborStreamReader &reader, CborValue &value)
{
    switch (reader.type()) {
    case QCborStreamReader::UnsignedInteger:
        setInteger(value, reader.toUnsignedInteger(), false);
        break;
    case QCborStreamReader::NegativeInteger:
        readNegative(value, quint64(reader.toNegativeInteger()));
        break;
    case QCborStreamReader::Float16:
        setFraction(value, double(float(reader.toFloat16())));
        break;
    case QCborStreamReader::Float:
        setFraction(value, double(reader.toFloat()));
        break;
    case QCborStreamReader::Double:
        setFraction(value, reader.toDouble());
        break;
    case QCborStreamReader::SimpleType:
        setSimple(value, reader);
        break;
    default:
        return notCbor(reader);
    }
    return reader.next() ? QString() : notCbor(reader);
}

} // namespace

Result<CborNode> CborTree::parse(QByteArrayView bytes)
{
    if (m_frameSize > KeepTreeBytes) {
        m_values = {};
        m_text = {};
    }
    m_values.clear();
    m_text.clear();
    m_frameSize = bytes.size();
    QCborStreamReader reader(bytes.data(), bytes.size());
    QString fault = readValue(reader, 1);
    if (fault.isEmpty() && reader.currentOffset() != bytes.size())
        fault = QStringLiteral("the frame has bytes after its end");
    if (!fault.isEmpty())
        return Error{ErrorCode::BadFrame, fault};
    return CborNode(this, 0);
}

// Gives what is wrong, or nothing. The recursion ends at MaxDepth.
QString CborTree::readValue(QCborStreamReader &reader, int depth)
{
    bool tagged = false;
    for (; reader.isTag(); tagged = true) {
        if (!reader.next())
            return notCbor(reader);
    }
    const std::size_t at = m_values.size();
    m_values.emplace_back();
    CborValue value;
    QString fault;
    switch (reader.type()) {
    case QCborStreamReader::Array:
    case QCborStreamReader::Map:
        fault = readContainer(reader, value, depth);
        break;
    case QCborStreamReader::String:
        fault = readText(reader, value);
        break;
    case QCborStreamReader::ByteArray:
        value.kind = Kind::Other;
        fault = readChunks(reader);
        break;
    default:
        fault = readScalar(reader, value);
        break;
    }
    if (tagged)
        value.kind = Kind::Other;
    value.end = m_values.size();
    m_values[at] = value;
    return fault;
}

QString CborTree::readContainer(QCborStreamReader &reader, CborValue &value, int depth)
{
    if (depth > limits::MaxDepth)
        return QStringLiteral("the frame is nested too deeply");
    const bool isMap = reader.isMap();
    value.kind = isMap ? Kind::Map : Kind::List;
    value.size = 0;
    if (!reader.enterContainer())
        return notCbor(reader);
    while (reader.hasNext()) {
        const std::size_t at = m_values.size();
        QString fault = readValue(reader, depth + 1);
        if (!fault.isEmpty())
            return fault;
        // A list may claim billions of entries; after a break in their midst Qt gives the same one again and again.
        if (reader.lastError() != QCborError::NoError || qsizetype(m_values.size()) > m_frameSize)
            return QStringLiteral("the frame is not valid CBOR: a list or a map is cut off");
        const bool isKey = isMap && value.size % 2 == 0;
        if (isKey && m_values[at].kind != Kind::String)
            return QStringLiteral("the frame has a map with a key that is not text");
        ++value.size;
    }
    if (reader.lastError() != QCborError::NoError || !reader.leaveContainer())
        return notCbor(reader);
    // Qt lets a map end after a key where a break stands in its value's place.
    if (isMap && value.size % 2 != 0)
        return QStringLiteral("the frame has a map with a key that has no value");
    return {};
}

QString CborTree::readText(QCborStreamReader &reader, CborValue &value)
{
    value.kind = Kind::String;
    value.textAt = m_text.size();
    const QString fault = readChunks(reader);
    if (!fault.isEmpty())
        return fault;
    value.textSize = m_text.size() - value.textAt;
    if (!simdjson::validate_utf8(m_text.data() + value.textAt, value.textSize))
        return QStringLiteral("the frame is not valid UTF-8");
    return {};
}

// Appends a string's bytes. Every chunk takes a byte of the frame at least, and every byte of text is one of the
// frame's: where that does not hold, Qt goes round in circles on a broken string, and its next() would never come back.
QString CborTree::readChunks(QCborStreamReader &reader)
{
    for (qsizetype chunks = 0; chunks <= m_frameSize; ++chunks) {
        const qsizetype size = reader.currentStringChunkSize();
        const std::size_t at = m_text.size();
        if (size < 0 || size > m_frameSize - qsizetype(at))
            break;
        m_text.resize(at + std::size_t(size));
        const auto chunk = reader.readStringChunk(m_text.data() + at, size);
        if (chunk.status == QCborStreamReader::EndOfString)
            return {};
        if (chunk.status == QCborStreamReader::Error)
            return notCbor(reader);
    }
    return QStringLiteral("the frame is not valid CBOR: a string is cut off");
}

} // namespace banter::protocol::wire

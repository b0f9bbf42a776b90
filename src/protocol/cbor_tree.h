// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "protocol/reader.h"

#include <QByteArrayView>

#include <vector>

class QCborStreamReader;

namespace banter::protocol::wire {

class CborTree;

/// A place in the tree's list of values.
struct CborValue {
    Kind kind = Kind::Null;
    std::size_t end = 0; ///< index after the value and all inside it
    union {
        bool flag;
        qint64 integer = 0;
        double fraction;
        qsizetype size;     ///< entries of a list, keys and values of a map
        std::size_t textAt; ///< where a string begins in the tree's text
    };
    std::size_t textSize = 0;
};

/// One value of a parsed CBOR document; valid until the tree parses the next one.
class CborNode {
public:
    CborNode() = default;
    CborNode(const CborTree *tree, std::size_t at) : m_tree(tree), m_at(at) {}

    Kind kind() const;
    // Each only for its kind.
    bool flag() const;
    qint64 integer() const;
    double fraction() const;
    std::string_view string() const;
    /// Entries of a list.
    qsizetype size() const;
    void eachItem(auto visit) const;
    void eachField(auto visit) const;

private:
    const CborTree *m_tree = nullptr;
    std::size_t m_at = 0;
};

/// Reads a CBOR document into a flat list of values, so that fields may come in any order, as in JSON. Keeps its
/// buffers for the next one.
class CborTree {
public:
    /// BadFrame for what is no CBOR (RFC 8949), has text that is not UTF-8, keys that are not text, bytes after the
    /// document, or is nested over MaxDepth. Tagged values, byte strings and unknown simple values are Other.
    Result<CborNode> parse(QByteArrayView bytes);

private:
    friend class CborNode;

    QString readValue(QCborStreamReader &reader, int depth);
    QString readContainer(QCborStreamReader &reader, CborValue &value, int depth);
    QString readText(QCborStreamReader &reader, CborValue &value);
    QString readChunks(QCborStreamReader &reader);

    std::vector<CborValue> m_values;
    std::vector<char> m_text;
    qsizetype m_frameSize = 0;
};

inline Kind CborNode::kind() const
{
    return m_tree->m_values[m_at].kind;
}

inline bool CborNode::flag() const
{
    return m_tree->m_values[m_at].flag;
}

inline qint64 CborNode::integer() const
{
    return m_tree->m_values[m_at].integer;
}

inline double CborNode::fraction() const
{
    return m_tree->m_values[m_at].fraction;
}

inline std::string_view CborNode::string() const
{
    const CborValue &value = m_tree->m_values[m_at];
    return {m_tree->m_text.data() + value.textAt, value.textSize};
}

inline qsizetype CborNode::size() const
{
    return m_tree->m_values[m_at].size;
}

void CborNode::eachItem(auto visit) const
{
    const std::size_t end = m_tree->m_values[m_at].end;
    for (std::size_t at = m_at + 1; at < end; at = m_tree->m_values[at].end) {
        if (!visit(CborNode(m_tree, at)))
            return;
    }
}

void CborNode::eachField(auto visit) const
{
    const std::size_t end = m_tree->m_values[m_at].end;
    for (std::size_t key = m_at + 1; key < end; key = m_tree->m_values[key + 1].end) {
        if (!visit(CborNode(m_tree, key).string(), CborNode(m_tree, key + 1)))
            return;
    }
}

} // namespace banter::protocol::wire

// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "protocol/reader.h"
#include "json/text_parser.h"

#include <QByteArrayView>

namespace banter::protocol::wire {

/// One value of a parsed JSON document; valid until the tree parses the next one.
class JsonNode {
public:
    JsonNode() = default;
    explicit JsonNode(simdjson::dom::element element) : m_element(element) {}

    Kind kind() const
    {
        using simdjson::dom::element_type;
        switch (m_element.type()) {
        case element_type::ARRAY:
            return Kind::List;
        case element_type::OBJECT:
            return Kind::Map;
        case element_type::INT64:
            return Kind::Integer;
        case element_type::UINT64: // only what no int64 holds
        case element_type::DOUBLE:
            return Kind::Fraction;
        case element_type::STRING:
            return Kind::String;
        case element_type::BOOL:
            return Kind::Flag;
        case element_type::NULL_VALUE:
            return Kind::Null;
        default: // simdjson 4 knows integers of any length too, but gives them only to who asks for them
            break;
        }
        return Kind::Other;
    }
    // Each only for its kind.
    bool flag() const { return m_element.get_bool().value_unsafe(); }
    qint64 integer() const { return m_element.get_int64().value_unsafe(); }
    double fraction() const { return m_element.get_double().value_unsafe(); }
    std::string_view string() const { return m_element.get_string().value_unsafe(); }

    /// Entries of a list. simdjson counts to 2^24-1 and stops there, far over every limit.
    qsizetype size() const { return qsizetype(m_element.get_array().value_unsafe().size()); }
    void eachItem(auto visit) const
    {
        const simdjson::dom::array list = m_element.get_array().value_unsafe();
        for (const simdjson::dom::element entry : list) {
            if (!visit(JsonNode(entry)))
                return;
        }
    }
    void eachField(auto visit) const
    {
        const simdjson::dom::object map = m_element.get_object().value_unsafe();
        for (const auto [key, value] : map) {
            if (!visit(key, JsonNode(value)))
                return;
        }
    }

private:
    simdjson::dom::element m_element;
};

/// Parses and keeps one document, with buffers that are used again.
class JsonTree {
public:
    /// BadFrame for what is no JSON, is not UTF-8 or is nested over MaxDepth. `bytes` are copied. What JSON allows and
    /// no value here can hold is put right before (json/lenient.h): a frame is not lost for it.
    Result<JsonNode> parse(QByteArrayView bytes);

private:
    json::TextParser m_parser{limits::MaxDepth};
};

} // namespace banter::protocol::wire

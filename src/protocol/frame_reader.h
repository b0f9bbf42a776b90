// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/codec.h"
#include "protocol/reader.h"

namespace banter::protocol::wire {

inline std::string_view numberName(const ClientItem &)
{
    return "id";
}
inline std::string_view numberName(const ServerItem &)
{
    return "re";
}
inline quint64 &numberOf(ClientItem &item)
{
    return item.id;
}
inline quint64 &numberOf(ServerItem &item)
{
    return item.re;
}

/// The fields of an item whose body is a `Body`: the envelope's and its own.
template <class Item, class Body>
const FieldNames &itemFieldNames()
{
    static const FieldNames names = [] {
        FieldNames found;
        Body body;
        found.add("type");
        found.add(numberName(Item{}));
        describe(found, body);
        return found;
    }();
    return names;
}

/// Reads the frame's items, in either encoding and either direction.
template <class Item, class Node>
class FrameReader {
public:
    Result<Decoded<Item>> read(const Node &root)
    {
        if (root.kind() == Kind::Map) {
            readItem(root);
            return std::move(m_decoded);
        }
        if (root.kind() != Kind::List)
            return notItems();
        if (root.size() > limits::MaxBatch)
            return Error{ErrorCode::TooLarge, QStringLiteral("a batch has at most %1 items").arg(limits::MaxBatch)};
        m_decoded.items.reserve(std::size_t(root.size()));
        bool mapsOnly = true;
        root.eachItem([&](const Node &node) {
            mapsOnly = node.kind() == Kind::Map;
            if (mapsOnly)
                readItem(node);
            return mapsOnly;
        });
        if (!mapsOnly)
            return notItems();
        return std::move(m_decoded);
    }

private:
    using Body = decltype(Item::body);
    using ReadBody = void (*)(const Node &, Item &, Problem &);

    static Error notItems()
    {
        return {ErrorCode::BadFrame, QStringLiteral("a frame must be a map or an array of maps")};
    }

    template <class T>
    static void readBody(const Node &node, Item &item, Problem &problem)
    {
        Reader<Node> reader(node, itemFieldNames<Item, T>(), problem);
        reader.skip(); // "type" was read before
        reader.optional(numberName(item), numberOf(item), Whole{1});
        T &body = item.body.template emplace<T>();
        describe(reader, body);
        if (!problem.found)
            complete(body, problem);
    }

    struct Type {
        std::string_view name;
        ReadBody read;
    };
    template <std::size_t... I>
    static constexpr auto makeTypes(std::index_sequence<I...>)
    {
        return std::array{
            Type{TypeName<std::variant_alternative_t<I, Body>>, &readBody<std::variant_alternative_t<I, Body>>}...};
    }
    static constexpr auto Types = makeTypes(std::make_index_sequence<std::variant_size_v<Body>>());

    // Neighbours in a batch are mostly of one type.
    const Type *typeOf(std::string_view name)
    {
        if (m_last && m_last->name == name)
            return m_last;
        const auto found = std::find_if(Types.begin(), Types.end(), [&](const Type &t) { return t.name == name; });
        return found == Types.end() ? nullptr : m_last = &*found;
    }

    static quint64 numberIn(const Node &node)
    {
        quint64 number = 0;
        node.eachField([&](std::string_view key, const Node &value) {
            Problem problem;
            if (key == numberName(Item{}) && value.kind() != Kind::Null)
                wire::read(value, number, Whole{1}, problem);
            return key != numberName(Item{});
        });
        return number;
    }
    void drop(const Node &node, const Problem &problem)
    {
        QString sentence = QString::fromUtf8(problem.path.data(), qsizetype(problem.path.size()));
        if (!sentence.isEmpty())
            sentence += QLatin1String(": ");
        m_decoded.bad.push_back({numberIn(node), {problem.code, sentence + problem.what}});
    }
    void dropUnknown(const Node &node)
    {
        const quint64 number = numberIn(node);
        if (number == 0)
            ++m_decoded.unknown;
        else
            m_decoded.bad.push_back({number, {ErrorCode::NotSupported, QStringLiteral("type: is not known")}});
    }

    void readItem(const Node &node)
    {
        Problem problem;
        std::string_view name;
        node.eachField([&](std::string_view key, const Node &value) {
            const bool isType = key == "type";
            if (isType && value.kind() == Kind::String)
                name = value.string();
            return !isType;
        });
        if (name.empty()) {
            problem.set(ErrorCode::BadRequest, QStringLiteral("must be the name of a type"));
            problem.within("type");
            return drop(node, problem);
        }
        const Type *type = typeOf(name);
        if (!type)
            return dropUnknown(node);
        type->read(node, m_decoded.items.emplace_back(), problem);
        if (!problem.found)
            return;
        m_decoded.items.pop_back();
        drop(node, problem);
    }

    Decoded<Item> m_decoded;
    const Type *m_last = nullptr;
};

} // namespace banter::protocol::wire

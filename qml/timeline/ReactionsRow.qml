// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter
import Banter.Models

// Under a message: what people have put there, and what was refused.
Column {
    id: all

    required property SessionModel session
    required property string messageId
    // See TimelineReactions::of(). Undefined while a row that has none any more still goes.
    required property var reactions
    property bool gone: false
    // By Tab.
    property bool reachable: false
    readonly property var refused: listed().filter(one => one.changeId !== undefined)

    function listed(): var {
        return reactions === undefined ? [] : reactions;
    }

    // A new one comes after those that are there: what is under the pointer stays there.
    function arrange(): void {
        const keys = all.listed().filter(one => one.changeId === undefined).map(one => one.key);
        for (let at = kinds.count - 1; at >= 0; --at) {
            if (!keys.includes(kinds.get(at).key))
                kinds.remove(at);
        }
        const held = [];
        for (let at = 0; at < kinds.count; ++at)
            held.push(kinds.get(at).key);
        for (const key of keys) {
            if (!held.includes(key))
                kinds.append({
                    key: key
                });
        }
    }

    topPadding: 3
    bottomPadding: 1
    spacing: 2
    onReactionsChanged: arrange()
    Component.onCompleted: arrange()

    ListModel {
        id: kinds
    }
    Flow {
        objectName: "reactions"
        visible: !all.gone && kinds.count > 0
        width: all.width
        spacing: Theme.gapTiny

        Repeater {
            model: kinds

            ReactionChip {
                id: chip

                readonly property var one: all.listed().find(each => each.key === chip.key && each.changeId === undefined)

                objectName: "reaction"
                number: one?.count ?? 0
                mine: one?.mine ?? false
                pending: one?.pending ?? false
                names: one?.names ?? ""
                reachable: all.reachable
                onClicked: all.session.reacting.toggle(all.messageId, chip.key)
            }
        }
    }
    Repeater {
        model: all.refused

        ChangeLine {
            required property var modelData

            objectName: "refusedReaction"
            width: all.width
            change: TimelineModel.ChangeFailed
            note: modelData.failure
            words: ""
            deleted: all.gone
            onRetried: all.session.outbox.retry(modelData.changeId)
            onDropped: all.session.outbox.discard(modelData.changeId)
        }
    }
}

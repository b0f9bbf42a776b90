// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/features_model.h"

namespace banter {

void FeaturesModel::apply(const Capabilities &capabilities)
{
    if (!m_known || !(m_now == capabilities)) {
        m_known = true;
        m_now = capabilities;
        Q_EMIT changed();
    }
}

} // namespace banter

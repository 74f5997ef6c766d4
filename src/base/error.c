// SPDX-License-Identifier: MIT
#include "base/error.h"

G_DEFINE_QUARK(warraq-fault, fault)

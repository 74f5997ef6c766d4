// SPDX-License-Identifier: MIT
// A QR code, by libqrencode.
#ifndef WARRAQ_PAINT_QR_H
#define WARRAQ_PAINT_QR_H

#include "page/page.h"

/* The link as a QR code, black on white, without the white that must be around it (four modules: a
 * page has more), as a PNG of one bit a
 * pixel and `module` pixels a module (8 prints sharp at any size that scans). Error correction M;
 * L where only that holds the link. The caller unrefs the bytes.
 * FAULT_USAGE: an empty link, or one too long for any QR code (2,953 bytes). */
GBytes *qr_png(const char *link, unsigned module, GError **error);

#endif

// SPDX-License-Identifier: MIT
// libzip decides the format; this file gives it a place to write (pack_out.c) and members to read,
// and pins whatever would else follow the machine: zip_file_set_mtime() depends on the time zone,
// so the DOS time is computed here; Deflate depends on zlib's release, so members are stored.
#include "archive/pack.h"

#include "archive/pack_out.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "archive/lazy_libzip.h"

enum {
    PIECE = 256 * 1024, // read at once; libzip itself asks for 8 KiB at a time
    REGULAR_FILE = 0100644,
};

struct member {
    struct pack *pack;
    zip_error_t error;
    char *source; // a file, or NULL:
    pack_make make;
    GBytes *made;
    pack_watch watch;
    void *data;
    uint64_t size;     // of the file, as promised
    uint64_t position; // bytes given to libzip
    uint64_t taken;    // bytes of the file read
    int fd;
    char *piece;
    size_t piece_start, piece_end;
};

struct pack {
    char *path;
    struct file_out *file;
    bool borrowed; // the file
    struct pack_out *out;
    zip_t *zip;
    GError *fault; // the first, with a better message than libzip's
    uint16_t dos_date, dos_time;
};

// MS-DOS counts even seconds and years from 1980 to 2107.
static void dos_stamp(int64_t date, uint16_t *ret_date, uint16_t *ret_time)
{
    const int64_t first = 315532800, last = 4354819198; // 1980-01-01, 2107-12-31T23:59:58
    GDateTime *utc = g_date_time_new_from_unix_utc(CLAMP(date, first, last));
    *ret_date = (uint16_t)((g_date_time_get_year(utc) - 1980) << 9 |
                           g_date_time_get_month(utc) << 5 | g_date_time_get_day_of_month(utc));
    *ret_time = (uint16_t)(g_date_time_get_hour(utc) << 11 | g_date_time_get_minute(utc) << 5 |
                           g_date_time_get_second(utc) / 2);
    g_date_time_unref(utc);
}

static bool fault_libzip(struct pack *pack, const char *reason, GError **error)
{
    if (pack->fault) {
        g_propagate_error(error, pack->fault);
        pack->fault = NULL;
    } else {
        fault_set_on(error, FAULT_IO, "cannot write %s: %s", pack->path, reason);
    }
    return false;
}

// What the system says is wrong with the disk is said as wherever a file is written.
static bool fault_of_zip(struct pack *pack, GError **error)
{
    zip_error_t *fault = zip_get_error(pack->zip);
    bool of_system = !pack->fault && zip_error_system_type(fault) == ZIP_ET_SYS;
    int code = zip_error_code_system(fault);
    fault_libzip(pack, of_system ? fault_reason(code) : zip_error_strerror(fault), error);
    if (of_system)
        fault_because(error, fault_code_errno(code));
    return false;
}

static struct pack *open_named(struct file_out *file, bool borrowed, const char *path, int64_t date,
                               GError **error)
{
    struct pack *pack = g_new0(struct pack, 1);
    pack->path = g_strdup(path);
    pack->file = file;
    pack->borrowed = borrowed;
    dos_stamp(date, &pack->dos_date, &pack->dos_time);
    zip_error_t code;
    zip_error_init(&code);
    pack->out = pack_out_new(file_out_fd(file));
    zip_source_t *sink = pack_out_source(pack->out, &code);
    pack->zip = sink ? zip_open_from_source(sink, ZIP_CREATE | ZIP_TRUNCATE, &code) : NULL;
    if (!pack->zip) {
        fault_libzip(pack, zip_error_strerror(&code), error);
        if (sink)
            zip_source_free(sink);
        pack_abandon(pack);
        pack = NULL;
    }
    zip_error_fini(&code);
    return pack;
}

struct pack *pack_open(const char *path, int64_t date, GError **error)
{
    struct file_out *file = file_out_open(path, error);
    return file ? open_named(file, false, path, date, error) : NULL;
}

struct pack *pack_open_into(struct file_out *file, int64_t date, GError **error)
{
    return open_named(file, true, file_out_path(file), date, error);
}

static zip_int64_t member_fault(struct member *member, int code)
{
    struct pack *pack = member->pack;
    if (!pack->fault)
        fault_set_on(&pack->fault, FAULT_IO, "cannot read %s: %s", member->source,
                     fault_reason(code));
    zip_error_set(&member->error, ZIP_ER_READ, code);
    return -1;
}

static zip_int64_t member_changed(struct member *member)
{
    struct pack *pack = member->pack;
    if (!pack->fault)
        fault_set(&pack->fault, FAULT_IO, "%s changed while it was being packed", member->source);
    zip_error_set(&member->error, ZIP_ER_READ, EIO);
    return -1;
}

static void member_make(struct member *member)
{
    if (!member->source && !member->made) {
        member->made = member->make(member->data);
        member->size = g_bytes_get_size(member->made);
    }
}

static zip_int64_t member_open(struct member *member)
{
    member->position = member->taken = 0;
    member->piece_start = member->piece_end = 0;
    member_make(member);
    if (!member->source)
        return 0;
    member->fd = open(member->source, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (member->fd < 0)
        return member_fault(member, errno);
    posix_fadvise(member->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    member->piece = g_malloc(PIECE);
    return 0;
}

static zip_int64_t member_close(struct member *member)
{
    if (member->fd >= 0)
        close(member->fd);
    member->fd = -1;
    g_clear_pointer(&member->piece, g_free);
    return 0;
}

// The next piece of the file, or an empty one at its end, where its size must be as promised.
static zip_int64_t member_fill(struct member *member)
{
    ssize_t n;
    do {
        n = read(member->fd, member->piece, PIECE);
    } while (n < 0 && errno == EINTR);
    if (n < 0)
        return member_fault(member, errno);
    member->taken += (uint64_t)n;
    if (member->taken > member->size || (n == 0 && member->taken != member->size))
        return member_changed(member);
    if (n > 0 && member->watch)
        member->watch(member->data, member->piece, (size_t)n);
    member->piece_start = 0;
    member->piece_end = (size_t)n;
    return n;
}

static zip_int64_t member_read_file(struct member *member, char *into, size_t most)
{
    if (member->piece_start == member->piece_end) {
        zip_int64_t n = member_fill(member);
        if (n <= 0)
            return n;
    }
    size_t n = MIN(most, member->piece_end - member->piece_start);
    memcpy(into, member->piece + member->piece_start, n);
    member->piece_start += n;
    return (zip_int64_t)n;
}

static zip_int64_t member_read_made(struct member *member, char *into, size_t most)
{
    size_t size;
    const char *bytes = g_bytes_get_data(member->made, &size);
    size_t n = MIN(most, size - (size_t)member->position);
    if (n > 0)
        memcpy(into, bytes + member->position, n);
    member->position += n;
    return (zip_int64_t)n;
}

// The size is stated, so that libzip neither asks for ZIP64 where none is needed nor leaves it out.
static zip_int64_t member_stat(struct member *member, zip_stat_t *stat)
{
    member_make(member);
    zip_stat_init(stat);
    stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
    stat->size = stat->comp_size = member->size;
    stat->comp_method = ZIP_CM_STORE;
    return sizeof *stat;
}

static zip_int64_t member_free(struct member *member)
{
    member_close(member);
    g_clear_pointer(&member->made, g_bytes_unref);
    zip_error_fini(&member->error);
    g_free(member->source);
    g_free(member);
    return 0;
}

static zip_int64_t member_source(void *user, void *data, zip_uint64_t n, zip_source_cmd_t command)
{
    struct member *member = user;
    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_READABLE;
    case ZIP_SOURCE_STAT:
        return n < sizeof(zip_stat_t) ? -1 : member_stat(member, data);
    case ZIP_SOURCE_OPEN:
        return member_open(member);
    case ZIP_SOURCE_READ:
        return member->source ? member_read_file(member, data, n)
                              : member_read_made(member, data, n);
    case ZIP_SOURCE_CLOSE:
        return member_close(member);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&member->error, data, n);
    case ZIP_SOURCE_FREE:
        return member_free(member);
    default:
        zip_error_set(&member->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

static bool pack_add(struct pack *pack, const char *name, struct member *member, GError **error)
{
    member->pack = pack;
    member->fd = -1;
    zip_error_init(&member->error);
    zip_source_t *source = zip_source_function(pack->zip, member_source, member);
    if (!source) {
        member_free(member);
        return fault_of_zip(pack, error);
    }
    zip_int64_t at = zip_file_add(pack->zip, name, source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        zip_source_free(source);
        return fault_of_zip(pack, error);
    }
    zip_uint64_t index = (zip_uint64_t)at;
    if (zip_set_file_compression(pack->zip, index, ZIP_CM_STORE, 0) < 0 ||
        zip_file_set_dostime(pack->zip, index, pack->dos_time, pack->dos_date, 0) < 0 ||
        zip_file_set_external_attributes(pack->zip, index, 0, ZIP_OPSYS_UNIX,
                                         (zip_uint32_t)REGULAR_FILE << 16) < 0)
        return fault_of_zip(pack, error);
    return true;
}

bool pack_add_file(struct pack *pack, const char *name, const char *source, uint64_t size,
                   pack_watch watch, void *data, GError **error)
{
    struct member *member = g_new0(struct member, 1);
    member->source = g_strdup(source);
    member->size = size;
    member->watch = watch;
    member->data = data;
    return pack_add(pack, name, member, error);
}

bool pack_add_made(struct pack *pack, const char *name, pack_make make, void *data, GError **error)
{
    struct member *member = g_new0(struct member, 1);
    member->make = make;
    member->data = data;
    return pack_add(pack, name, member, error);
}

static void pack_free(struct pack *pack)
{
    if (pack->zip)
        zip_discard(pack->zip);
    pack_out_free(pack->out);
    g_clear_error(&pack->fault);
    g_free(pack->path);
    g_free(pack);
}

void pack_abandon(struct pack *pack)
{
    if (!pack)
        return;
    if (!pack->borrowed)
        file_out_abandon(pack->file);
    pack_free(pack);
}

// libzip goes back to fill in each header once a member's sum is known, so the digest of the whole
// is taken afterwards, from the page cache.
static bool pack_digest(struct pack *pack, uint64_t *ret_bytes, char ret_sha512[129],
                        GError **error)
{
    struct digest *digest = digest_new(DIGEST_SHA512);
    char *piece = g_malloc(PIECE);
    uint64_t offset = 0;
    ssize_t n;
    while ((n = pread(file_out_fd(pack->file), piece, PIECE, (off_t)offset)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            break;
        digest_update(digest, piece, (size_t)n);
        offset += (uint64_t)n;
    }
    g_free(piece);
    digest_finish(digest, ret_sha512);
    *ret_bytes = offset;
    if (n < 0)
        return fault_libzip(pack, fault_reason(errno), error);
    return true;
}

bool pack_close(struct pack *pack, uint64_t *ret_bytes, char ret_sha512[129], GError **error)
{
    if (zip_close(pack->zip) < 0)
        return fault_of_zip(pack, error);
    pack->zip = NULL;
    return pack_digest(pack, ret_bytes, ret_sha512, error);
}

bool pack_finish(struct pack *pack, GError **error)
{
    bool ok = zip_close(pack->zip) == 0 || fault_of_zip(pack, error);
    if (ok)
        pack->zip = NULL;
    pack_free(pack);
    return ok;
}

bool pack_commit(struct pack *pack, GError **error)
{
    bool ok = file_out_commit(pack->file, error);
    pack_free(pack);
    return ok;
}

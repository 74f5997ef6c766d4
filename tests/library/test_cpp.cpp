// SPDX-License-Identifier: MIT
// The library from C++: memory to memory, stopped, reset, and NULL everywhere.
#include <warraq.h>

#include <cstdio>
#include <cstring>
#include <string>

static int faults;

static void expect(bool holds, const char *what)
{
    if (!holds) {
        std::printf("not so: %s\n", what);
        faults++;
    }
}

static bool append(void *context, const void *data, size_t n)
{
    static_cast<std::string *>(context)->append(static_cast<const char *>(data), n);
    return true;
}

static bool refuse(void *, const void *, size_t)
{
    return false;
}

static bool stop(void *, const char *, uint64_t, uint64_t)
{
    return false;
}

static const char letter[] = "---\ntitle: Open letter\nlang: en\ndate: 2026-03-01\n"
                             "signatories: list.csv\n---\n\nWe ask for a library.\n";
static const char list[] = "number,name\n1,Ann Lee\n2,Bea Gray\n";

static void lend(warraq *w)
{
    expect(warraq_lend(w, "letter.md", letter, sizeof letter - 1) == WARRAQ_OK, "lend a letter");
    expect(warraq_lend(w, "list.csv", list, sizeof list - 1) == WARRAQ_OK, "lend its list");
}

static std::string render(warraq *w)
{
    std::string pdf;
    expect(warraq_render_to(w, "letter.md", append, &pdf) == WARRAQ_OK, "render to memory");
    if (*warraq_error(w))
        std::printf("%s\n", warraq_error(w));
    return pdf;
}

static void memory_to_memory(warraq *w)
{
    lend(w);
    std::string pdf = render(w), zip;
    expect(pdf.compare(0, 5, "%PDF-") == 0, "what was rendered is a PDF");
    expect(pdf == render(w), "twice the same bytes");
    warraq_write_with(w, append, &zip);
    expect(warraq_archive(w, "letter.md", "-") == WARRAQ_OK, "archive to memory");
    expect(warraq_lend(w, "letter.zip", zip.data(), zip.size()) == WARRAQ_OK, "lend the archive");
    expect(warraq_verify(w, "letter.zip") == WARRAQ_OK, "verify from memory");
    expect(std::strstr(warraq_json(w), "\"valid\": true") != nullptr, "it is valid");
    expect(warraq_dump(w, "text", "letter.md") == WARRAQ_OK, "dump from memory");
    expect(std::strstr(warraq_text(w), "2. Bea Gray") != nullptr, "the lent list was read");
    static const char other[] = "---\nsignatories: /etc/passwd\n---\n\nWe.\n";
    warraq_lend(w, "other.md", other, sizeof other - 1);
    expect(warraq_check(w, "other.md") == WARRAQ_IO, "a lent letter names lent files alone");
    expect(std::strcmp(warraq_error_code(w), "outside") == 0, "outside");
}

static void stopped(warraq *w)
{
    lend(w);
    warraq_on_progress(w, stop, nullptr);
    expect(warraq_render(w, "letter.md", "stopped.pdf") == WARRAQ_STOPPED, "stopped by progress");
    expect(std::strcmp(warraq_error_code(w), "stopped") == 0, "stopped");
    std::FILE *left = std::fopen("stopped.pdf", "rb");
    expect(left == nullptr, "nothing is left of what was stopped");
    warraq_on_progress(w, nullptr, nullptr);
    expect(warraq_render_to(w, "letter.md", refuse, nullptr) == WARRAQ_STOPPED,
           "stopped by writing");
    expect(!render(w).empty(), "the session goes on");
}

static void values(warraq *w)
{
    static const char *const wrong[][2] = {{"pdf", "zzz"},
                                           {"date", "yesterday"},
                                           {"bind", "up"},
                                           {"form", "docx"},
                                           {"lang", "arabic"},
                                           {"lang", "ar_EG"},
                                           {"paper", "huge"},
                                           {"set", "body.font-size=large"},
                                           {"set", "nothing"},
                                           {"style", "leter"},
                                           {"volumes", "some"},
                                           {"shard", "3/2"},
                                           {"duplex", "both"},
                                           {"link", "javascript:x"},
                                           {"dpi", "0"},
                                           {"print", "yes"},
                                           {"creep", "thick"},
                                           {"encoding", "latin-99"},
                                           {"pages", "5-3"},
                                           {"signature-sheets", "0"},
                                           {"no-such", "1"},
                                           {"series-count", "many"},
                                           {"address", "nobody"},
                                           {"allow", "/no/such"},
                                           {"id", ""},
                                           {"svg-text", "curves"},
                                           {"jobs", "-1"},
                                           {"created", "now"},
                                           {"timestamp", "https://x.example"}};
    for (const auto &pair : wrong) {
        if (warraq_set(w, pair[0], pair[1]) != WARRAQ_USAGE || !*warraq_error(w))
            expect(false, pair[0]);
    }
    expect(std::strcmp(warraq_error_code(w), "option-value") == 0, "option-value");
}

static void reset(warraq *w)
{
    lend(w);
    std::string plain = render(w);
    expect(warraq_set(w, "set", "body.font-size=20pt") == WARRAQ_OK, "a larger size");
    expect(warraq_set(w, "style", "petition") == WARRAQ_OK, "another style");
    expect(render(w) != plain, "options count");
    warraq_reset(w);
    expect(warraq_check(w, "letter.md") == WARRAQ_IO, "nothing is lent after a reset");
    lend(w);
    expect(render(w) == plain, "after a reset the bytes are those of a new session");
}

static void null_everywhere(warraq *w)
{
    struct {
        warraq_status status;
        const char *call;
    } const calls[] = {
        {warraq_set(w, nullptr, "x"), "set"},
        {warraq_set(w, "style", nullptr), "set"},
        {warraq_set(nullptr, "style", "x"), "set"},
        {warraq_lend(w, nullptr, "", 0), "lend"},
        {warraq_lend(w, "x", nullptr, 1), "lend"},
        {warraq_render(w, nullptr, "x.pdf"), "render"},
        {warraq_render(w, "x", nullptr), "render"},
        {warraq_render(nullptr, "x", "y.pdf"), "render"},
        {warraq_render_to(w, "x", nullptr, nullptr), "render_to"},
        {warraq_render_to(w, nullptr, append, nullptr), "render_to"},
        {warraq_archive(w, nullptr, nullptr), "archive"},
        {warraq_verify(w, nullptr), "verify"},
        {warraq_check(w, nullptr), "check"},
        {warraq_import(w, nullptr, "x.md"), "import"},
        {warraq_import(w, "x", nullptr), "import"},
        {warraq_fonts(nullptr, nullptr), "fonts"},
        {warraq_dump(w, nullptr, "x"), "dump"},
        {warraq_dump(w, "text", nullptr), "dump"},
        {warraq_picture(w, nullptr, "x.png"), "picture"},
        {warraq_picture(w, "x", nullptr), "picture"},
        {warraq_handout(w, nullptr, "2up", "x.pdf"), "handout"},
        {warraq_handout(w, "x", nullptr, "x.pdf"), "handout"},
        {warraq_handout(w, "x", "2up", nullptr), "handout"},
        {warraq_merge(w, nullptr, "x", "y"), "merge"},
        {warraq_merge(w, "x", nullptr, "y"), "merge"},
        {warraq_merge(w, "x", "y", nullptr), "merge"},
        {warraq_snapshot(w, nullptr, "x"), "snapshot"},
        {warraq_snapshot(w, "x", nullptr), "snapshot"},
        {warraq_log(w, nullptr, nullptr), "log"},
        {warraq_diff(w, nullptr, "x"), "diff"},
        {warraq_diff(w, "x", nullptr), "diff"},
        {warraq_diff_versions(w, nullptr, nullptr, nullptr, nullptr), "diff_versions"},
        {warraq_restore(w, nullptr, "x", nullptr, "y"), "restore"},
        {warraq_restore(w, "x", nullptr, nullptr, nullptr), "restore"},
    };
    for (const auto &call : calls)
        expect(call.status == WARRAQ_USAGE, call.call);
    expect(std::strcmp(warraq_error_code(w), "null") == 0, "null");
    warraq_free(nullptr);
    warraq_reset(nullptr);
    warraq_on_message(nullptr, nullptr, nullptr);
    warraq_on_progress(nullptr, nullptr, nullptr);
    warraq_write_with(nullptr, nullptr, nullptr);
    expect(!*warraq_error(nullptr) && !*warraq_text(nullptr) && !*warraq_json(nullptr), "empty");
}

int main(int argc, char **argv)
{
    expect(warraq_version_num() == WARRAQ_VERSION_NUM, "one version");
    void (*const tests[])(warraq *) = {memory_to_memory, stopped, values, reset, null_everywhere};
    for (auto test : tests) {
        warraq *w = warraq_new();
        expect(argc < 2 || warraq_set(w, "data", argv[1]) == WARRAQ_OK, "the data folder");
        test(w);
        warraq_free(w);
    }
    return faults ? 1 : 0;
}

#include "worker/smtp_sender.hpp"

#include "base/ascii.hpp"
#include "base/text.hpp"
#include "worker/guard.hpp"
#include "worker/smtp_outcome.hpp"

#include <algorithm>
#include <cstring>

namespace gracy::worker {

using std::chrono::milliseconds;

namespace {

constexpr std::size_t most_reply_bytes = 300;

/// Whether a command line that goes out begins so, in any case.
bool says(std::string_view line, std::string_view verb) {
    return base::ascii::same_but_for_case(line.substr(0, verb.size()), verb);
}

/// The three digits of a reply's last line; 0 for its other lines and for anything else.
int reply_code(std::string_view line) {
    if (line.size() < 3 || !base::ascii::is_digits(line.substr(0, 3)) || (line.size() > 3 && line[3] == '-')) {
        return 0;
    }
    return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

/// A line of the server's that may be stored and logged.
std::string printable(std::string_view line) {
    std::string text(line.substr(0, most_reply_bytes));
    std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    while (text.ends_with(' ')) {
        text.pop_back();
    }
    // Cut in the middle of a character, or not UTF-8 in the first place.
    if (!base::is_utf8(text)) {
        std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
    }
    return text;
}

}  // namespace

// One message, in the frame of the task that sends it.
class SmtpSender::Transfer final : public CurlTransfer {
  public:
    Transfer(CurlMulti& multi, const MailConfiguration& configuration, const std::string& authorities_file,
             const base::MailMessage& message);
    ~Transfer() override {
        stop();
        curl_slist_free_all(recipients_);
    }

    io::MailResult await_resume();

  private:
    static std::size_t on_read(char* into, std::size_t size, std::size_t count, void* self);
    static std::size_t on_reply(char* data, std::size_t size, std::size_t count, void* self);
    static int on_traffic(CURL* easy, curl_infotype kind, char* data, std::size_t size, void* self);
    void command(std::string_view line);
    void reply(std::string_view line);

    std::string text_;
    std::size_t read_ = 0;
    curl_slist* recipients_ = nullptr;
    SmtpFailure dialogue_;
    bool listening_ = true;
};

SmtpSender::Transfer::Transfer(CurlMulti& multi, const MailConfiguration& configuration,
                               const std::string& authorities_file, const base::MailMessage& message)
    : CurlTransfer(multi), text_(base::compose(message)) {
    const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(easy(), option, value); };
    set(CURLOPT_URL, configuration.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_USE_SSL, static_cast<long>(configuration.tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!authorities_file.empty()) {
        set(CURLOPT_CAINFO, authorities_file.c_str());
        set(CURLOPT_CAPATH, static_cast<char*>(nullptr));
    }
    if (!configuration.user.empty()) {
        set(CURLOPT_USERNAME, configuration.user.c_str());
        set(CURLOPT_PASSWORD, configuration.secret.c_str());
    }
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(milliseconds(configuration.timeout).count()));
    set(CURLOPT_CONNECTTIMEOUT_MS,
        static_cast<long>(std::min(milliseconds(configuration.timeout), milliseconds(10'000)).count()));
    set(CURLOPT_MAIL_FROM, message.from.address.c_str());
    recipients_ = curl_slist_append(nullptr, message.to.address.c_str());
    set(CURLOPT_MAIL_RCPT, recipients_);
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(text_.size()));
    set(CURLOPT_READFUNCTION, on_read);
    set(CURLOPT_READDATA, static_cast<void*>(this));
    set(CURLOPT_HEADERFUNCTION, on_reply);
    set(CURLOPT_HEADERDATA, static_cast<void*>(this));
    // Tells what is said to the server; nothing of it is kept but how far the dialogue came.
    set(CURLOPT_VERBOSE, 1L);
    set(CURLOPT_DEBUGFUNCTION, on_traffic);
    set(CURLOPT_DEBUGDATA, static_cast<void*>(this));
}

std::size_t SmtpSender::Transfer::on_read(char* into, std::size_t size, std::size_t count, void* self) {
    auto* transfer = static_cast<Transfer*>(self);
    const std::size_t bytes = std::min(size * count, transfer->text_.size() - transfer->read_);
    std::memcpy(into, transfer->text_.data() + transfer->read_, bytes);
    transfer->read_ += bytes;
    return bytes;
}

std::size_t SmtpSender::Transfer::on_reply(char* data, std::size_t size, std::size_t count, void* self) {
    guarded("libcurl's reply callback", [&] { static_cast<Transfer*>(self)->reply({data, size * count}); });
    return size * count;
}

int SmtpSender::Transfer::on_traffic(CURL*, curl_infotype kind, char* data, std::size_t size, void* self) {
    if (kind == CURLINFO_HEADER_OUT) {
        guarded("libcurl's traffic callback", [&] { static_cast<Transfer*>(self)->command({data, size}); });
    }
    return 0;
}

void SmtpSender::Transfer::command(std::string_view line) {
    const SmtpStage before = dialogue_.stage;
    if (says(line, "MAIL FROM")) {
        dialogue_.stage = SmtpStage::sender;
    } else if (says(line, "RCPT TO")) {
        dialogue_.stage = SmtpStage::recipient;
    } else if (says(line, "DATA")) {
        dialogue_.stage = SmtpStage::message;
    }
    // Good-bye is answered too, and that is not what became of the message.
    listening_ = !says(line, "QUIT");
    if (dialogue_.stage != before) {
        dialogue_.code = 0;
        dialogue_.reply.clear();
    }
}

void SmtpSender::Transfer::reply(std::string_view line) {
    if (const int code = reply_code(line); code > 0 && listening_) {
        dialogue_.code = code;
        dialogue_.reply = printable(line);
    }
}

io::MailResult SmtpSender::Transfer::await_resume() {
    if (code() == CURLE_OK) {
        return {.outcome = io::MailOutcome::accepted, .code = {}, .reply = dialogue_.reply, .retry_after = {}};
    }
    if (dialogue_.stage == SmtpStage::message && read_ == text_.size()) {
        dialogue_.stage = SmtpStage::sent;
    }
    if (dialogue_.code < 400) {
        // The last reply was a good one, to something before.
        dialogue_.code = 0;
        dialogue_.reply = printable(message());
    }
    dialogue_.timed_out = code() == CURLE_OPERATION_TIMEDOUT;
    return outcome_of(std::move(dialogue_));
}

SmtpSender::SmtpSender(io::Reactor& reactor, const base::Clock& clock, const MailConfiguration& configuration,
                       std::string authorities_file)
    : clock_(clock),
      configuration_(configuration),
      authorities_file_(std::move(authorities_file)),
      multi_(reactor, {.connections_per_host = 4, .connections = 4, .idle_connections = 4}) {}

base::Task<io::MailResult> SmtpSender::send(base::MailMessage message) {
    message.from = {configuration_.from_name, configuration_.from};
    message.reply_to = {{}, configuration_.reply_to};
    message.date = clock_.now();
    Transfer transfer(multi_, configuration_, authorities_file_, message);
    co_return co_await transfer;
}

}  // namespace gracy::worker

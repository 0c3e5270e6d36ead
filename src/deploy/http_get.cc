#include "deploy/http_get.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "base/interrupt.h"
#include "base/secret.h"

namespace syncline {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t most_of_body = 1024 * 1024;

struct EasyCleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct MultiCleanup {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};

/// Called with what has arrived; taking less than that ends the transfer.
std::size_t take_body(const char* bytes, std::size_t, std::size_t count, void* into) {
  std::string& body = *static_cast<std::string*>(into);
  const std::size_t taken = std::min(count, most_of_body - body.size());
  body.append(bytes, taken);
  return taken;
}

/// A transfer among others would be quicker to write; by this interface we can look at Ctrl-C too.
class Transfer {
 public:
  Transfer(const std::string& url, milliseconds timeout) : timeout_(timeout) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    easy_.reset(curl_easy_init());
    multi_.reset(curl_multi_init());
    if (ready != CURLE_OK || !easy_ || !multi_) throw std::runtime_error("libcurl cannot be used");
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 1L);
    set(CURLOPT_MAXREDIRS, 10L);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeout.count()));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);  // a name server that hangs does not keep us
    set(CURLOPT_ACCEPT_ENCODING, "");
    set(CURLOPT_USERAGENT, "syncline/" SYNCLINE_VERSION);
    set(CURLOPT_WRITEFUNCTION, take_body);
    set(CURLOPT_WRITEDATA, &answer_.body);
    set(CURLOPT_ERRORBUFFER, words_.data());
    if (const char* store = std::getenv("SSL_CERT_FILE"); store && *store) {
      set(CURLOPT_CAINFO, store);
    }
    curl_multi_add_handle(multi_.get(), easy_.get());
  }
  ~Transfer() { curl_multi_remove_handle(multi_.get(), easy_.get()); }
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  HttpAnswer to_the_end() {
    int running = 1;
    while (curl_multi_perform(multi_.get(), &running) == CURLM_OK && running != 0) {
      curl_waitfd signals{interrupt_descriptor(), CURL_WAIT_POLLIN, 0};
      curl_multi_poll(multi_.get(), &signals, 1, 1000, nullptr);
      throw_if_interrupted();
    }
    finish();
    return std::move(answer_);
  }

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(easy_.get(), option, value);
  }

  void finish() {
    CURLcode code = CURLE_OK;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg == CURLMSG_DONE) code = message->data.result;
    }
    long status = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    answer_.status = static_cast<int>(status);
    if (code == CURLE_OK || answer_.body.size() == most_of_body) return;
    answer_.status = 0;
    if (code == CURLE_OPERATION_TIMEDOUT) {
      const double seconds = static_cast<double>(timeout_.count()) / 1000;
      answer_.problem = fmt::format("no answer within {:g} s", seconds);
      return;
    }
    const std::string_view words = words_.front() ? words_.data() : curl_easy_strerror(code);
    // "Failed to connect to HOST port 1 after 0 ms: Couldn't connect to server"
    const bool longwinded = code == CURLE_COULDNT_CONNECT;
    answer_.problem =
        masked_words(words.substr(0, longwinded ? words.find(" after ") : words.npos));
  }

  milliseconds timeout_;
  std::unique_ptr<CURL, EasyCleanup> easy_;
  std::unique_ptr<CURLM, MultiCleanup> multi_;
  std::array<char, CURL_ERROR_SIZE> words_{};
  HttpAnswer answer_;
};

}  // namespace

HttpAnswer http_get(const std::string& url, milliseconds timeout) {
  shown_url(url);  // so that its secrets are known before anything is said
  return Transfer(url, timeout).to_the_end();
}

}  // namespace syncline

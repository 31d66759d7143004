// SPDX-License-Identifier: Apache-2.0
// snapseal-sandbox: an offline stand-in for the API on 127.0.0.1. docs/sandbox.md tells how to
// use it.
#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <thread>

#include "api.hpp"
#include "files.hpp"
#include "json.hpp"
#include "log.hpp"
#include "options.hpp"
#include "random.hpp"
#include "server.hpp"

namespace {

std::string without_line_end(std::string text) {
  if (text.ends_with('\n')) {
    text.pop_back();
  }
  if (text.ends_with('\r')) {
    text.pop_back();
  }
  return text;
}

/// The credentials, and a folder in which a client finds them: two forms of the same.
struct Credentials {
  sandbox::TemporaryFolder folder;
  std::string client_id;
  std::string consumer_key;
  std::string consumer_key_file = folder.path() + "/consumer-key";
  std::string credentials_file = folder.path() + "/credentials.json";

  explicit Credentials(const sandbox::Options& options)
      : client_id(options.client_id.empty() ? "SANDBOX-" + sandbox::new_uuid().substr(0, 8)
                                            : options.client_id),
        consumer_key(sandbox::new_secret()) {
    if (!options.consumer_key_file.empty()) {
      consumer_key = without_line_end(sandbox::read_file(options.consumer_key_file).value_or(""));
    }
    if (consumer_key.empty()) {
      throw std::runtime_error("--consumer-key-file: there is no key in " +
                               options.consumer_key_file);
    }
    sandbox::write_file(consumer_key_file, consumer_key);
    const sandbox::Json json =
        sandbox::Json::Object{{"clientId", client_id}, {"consumerKey", consumer_key}};
    sandbox::write_file(credentials_file, json.dump() + "\n");
  }
};

sigset_t ending_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

void run(const sandbox::Options& options) {
  // Blocked before there are threads, so that all of them leave the signals to the one that waits.
  const sigset_t signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));

  const Credentials credentials(options);
  sandbox::Api api(options,
                   sandbox::Gate(snapseal::ClientId(credentials.client_id),
                                 snapseal::ConsumerKey(credentials.consumer_key), options.window),
                   sandbox::post_json);
  sandbox::Server server({[&](const sandbox::Call& call) { return api.answer(call); },
                          [&](const sandbox::Call& call, const sandbox::Rejection& rejection) {
                            return api.reject(call, rejection);
                          }},
                         options.body_time);
  const int port = server.bind(options.port);

  std::thread ending([&] {
    int received = 0;
    sigwait(&signals, &received);
    api.end();
    // Answers that are on their way take less. What lasts longer is a connection that says nothing,
    // and is not waited for.
    if (!server.stop(std::chrono::seconds(1))) {
      credentials.folder.remove();
      std::_Exit(EXIT_SUCCESS);
    }
  });
  const sandbox::Json ready =
      sandbox::Json::Object{{"baseUrl", "http://127.0.0.1:" + std::to_string(port)},
                            {"clientId", credentials.client_id},
                            {"consumerKeyFile", credentials.consumer_key_file},
                            {"credentialsFile", credentials.credentials_file},
                            {"pid", static_cast<std::int64_t>(::getpid())}};
  std::cout << ready.dump() << std::endl;
  server.serve();
  // If it ended by itself, nobody has sent a signal. All threads block it but for the one that
  // waits.
  ::kill(::getpid(), SIGTERM);
  ending.join();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    run(sandbox::read_options(argc, argv));
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    sandbox::tell(std::string("snapseal-sandbox: ") + error.what());
    return EXIT_FAILURE;
  }
}

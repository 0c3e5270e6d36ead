#include "cli/look_options.h"

namespace syncline {

LookRequest look_request(Context& context, const std::string& name) {
  const Arguments& arguments = context.arguments();
  LookRequest request;
  request.environments =
      chosen_environments(context.project(), name.empty() ? arguments.text("--env", "") : name,
                          arguments.text("--tag", ""));
  if (const auto timeout = arguments.duration("--timeout")) request.timeout = *timeout;
  request.tell = context.teller();
  return request;
}

}  // namespace syncline

#include "slack/receiving/delivery.hpp"

#include "slack/receiving/command.hpp"
#include "slack/receiving/interaction.hpp"
#include "test.hpp"

#include <fmt/format.h>

using namespace gracy;
using namespace gracy::slack;

namespace {

documents::Envelope envelope_of(std::string_view more, std::string_view event = R"({"type":"team_join"})") {
    const base::Json json = base::Json::parse(
        fmt::format(R"({{"type":"event_callback","event_id":"Ev1","api_app_id":"A1","event":{},{}}})", event, more));
    const Delivery delivery = read_delivery(json.view(), "A1", "");
    EXPECT_EQ(static_cast<int>(delivery.kind), static_cast<int>(Delivery::Kind::event));
    return delivery.envelope;
}

Command command_of(std::string_view more) {
    http::Request request;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    const std::string body = "command=%2Fkudos&team_id=T1&user_id=U1&enterprise_id=E1" + std::string(more);
    request.body = body;
    return read_command(request).value();
}

Interaction interaction_with(std::string_view more) {
    const auto payload = parse_payload(R"({"type":"shortcut",)" + std::string(more) + "}");
    return interaction_of({.json = payload->json.share()}, {}).value();
}

}  // namespace

TEST(event_is_of_an_organization_only_when_its_installation_is_meant) {
    const auto own = envelope_of(
        R"("team_id":"T1","enterprise_id":"E1","authorizations":[{"enterprise_id":"E1","team_id":"T1","is_enterprise_install":false}])");
    EXPECT(own.team_id == "T1" && !own.enterprise_id);
    const auto organization = envelope_of(
        R"("team_id":"T1","enterprise_id":"E1","authorizations":[{"enterprise_id":"E1","team_id":null,"is_enterprise_install":true}])");
    EXPECT(organization.team_id == "T1" && organization.enterprise_id == "E1");
    // From the other side of a channel that two companies share.
    const auto shared = envelope_of(
        R"("team_id":"T9","context_team_id":"T1","enterprise_id":"E9","authorizations":[{"enterprise_id":"E1","team_id":null,"is_enterprise_install":true}])");
    EXPECT(shared.team_id == "T1" && shared.enterprise_id == "E1");
    EXPECT(!envelope_of(R"("team_id":"T1","enterprise_id":"E1")").enterprise_id);
}

TEST(event_about_an_organization_has_no_workspace) {
    EXPECT(envelope_of(R"("enterprise_id":"E1")", R"({"type":"app_uninstalled"})").enterprise_id == "E1");
    EXPECT(envelope_of(R"("team_id":"E1","authorizations":[])", R"({"type":"app_uninstalled"})").enterprise_id == "E1");
    const auto revoked = envelope_of(
        R"("team_id":"T1","authorizations":[{"enterprise_id":"E1","team_id":"T1","is_enterprise_install":false}])",
        R"({"type":"team_access_revoked","team_ids":["T1"]})");
    EXPECT(revoked.enterprise_id == "E1");
}

TEST(command_is_of_an_organization_only_when_its_installation_is_meant) {
    EXPECT(command_of("&is_enterprise_install=true").enterprise_id == "E1");
    EXPECT(!command_of("&is_enterprise_install=false").enterprise_id);
    EXPECT(!command_of("").enterprise_id);
}

TEST(interaction_is_of_an_organization_only_when_its_installation_is_meant) {
    const auto own = interaction_with(
        R"("team":{"id":"T1","enterprise_id":"E1"},"enterprise":{"id":"E1"},"is_enterprise_install":false,"user":{"id":"U1"})");
    EXPECT(own.team_id == "T1" && !own.enterprise_id);
    const auto organization = interaction_with(
        R"("team":{"id":"T1","enterprise_id":"E1"},"enterprise":null,"is_enterprise_install":true,"user":{"id":"U1"})");
    EXPECT(organization.team_id == "T1" && organization.enterprise_id == "E1");
    const auto outside =
        interaction_with(R"("team":null,"enterprise":{"id":"E1"},"is_enterprise_install":true,"user":{"id":"U1"})");
    EXPECT(outside.team_id == "E1" && outside.enterprise_id == "E1");
}

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <string>

#include "common/base/status_macros.h"
#include "services/cli/commands.h"
#include "services/cli/paging.h"
#include "services/cli/record_text.h"
#include "services/cli/table.h"

namespace fangzhi::cli {
namespace {

// `2021 … 2023`
template <typename Message>
std::string Periods(const Message& message) {
  if (message.first_period() == message.last_period()) return message.first_period();
  return message.first_period() + " … " + message.last_period();
}

// `topics/industry` with or without its collection.
std::string ResourceName(const std::string& collection, const std::string& name) {
  return name.empty() || name.starts_with(collection) ? name : collection + name;
}

absl::Status Finish(const Table& table, Rest rest, const Terminal& terminal) {
  if (!terminal.json) terminal.out << table.ToString(terminal.width);
  if (rest == Rest::kMore) terminal.err << "more follow (--limit 0 for all)\n";
  return absl::OkStatus();
}

}  // namespace

absl::Status ListIndicators(const CatalogueOptions& options, const Clients& clients, const Terminal& terminal) {
  v1::ListIndicatorsRequest request;
  request.set_query(options.query);
  request.set_topic(ResourceName("topics/", options.topic));
  request.set_used_only(options.used);
  Table table({{.title = "INDICATOR"},
               {.title = "NAME", .narrowest = 12},
               {.title = "ENGLISH", .narrowest = 10},
               {.title = "TOPIC"},
               {.title = "UNITS", .narrowest = 8},
               {.title = "RECORDS", .align = Table::Align::kRight},
               {.title = "PERIODS"},
               {.title = "SIMILAR", .narrowest = 10}});
  const auto call = [&](const v1::ListIndicatorsRequest& page) {
    return clients.Call(clients.query(), &v1::QueryService::Stub::ListIndicators, page);
  };
  const auto take = [&](const v1::ListIndicatorsResponse& page) {
    for (const v1::Indicator& indicator : page.indicators()) {
      if (terminal.json) {
        terminal.out << JsonLine(indicator);
        continue;
      }
      table.AddRow({indicator.name(), indicator.display_name(), indicator.english_name(), indicator.topic(),
                    absl::StrJoin(indicator.units(), " "), absl::StrCat(indicator.record_count()), Periods(indicator),
                    absl::StrJoin(indicator.similar_indicators(), " ")});
    }
    return page.indicators_size();
  };
  ASSIGN_OR_RETURN(const Rest rest, ReadPages(request, options.limit, call, take));
  return Finish(table, rest, terminal);
}

absl::Status ListRegions(const CatalogueOptions& options, const Clients& clients, const Terminal& terminal) {
  v1::ListRegionsRequest request;
  request.set_query(options.query);
  request.set_parent(ResourceName("regions/", options.parent));
  request.set_used_only(options.used);
  Table table({{.title = "REGION"},
               {.title = "PATH", .narrowest = 20},
               {.title = "RECORDS", .align = Table::Align::kRight},
               {.title = "PERIODS"}});
  const auto call = [&](const v1::ListRegionsRequest& page) {
    return clients.Call(clients.query(), &v1::QueryService::Stub::ListRegions, page);
  };
  const auto take = [&](const v1::ListRegionsResponse& page) {
    for (const v1::Region& region : page.regions()) {
      if (terminal.json) {
        terminal.out << JsonLine(region);
        continue;
      }
      table.AddRow({region.name(), region.path(), absl::StrCat(region.record_count()), Periods(region)});
    }
    return page.regions_size();
  };
  ASSIGN_OR_RETURN(const Rest rest, ReadPages(request, options.limit, call, take));
  return Finish(table, rest, terminal);
}

absl::Status ListTopics(const Clients& clients, const Terminal& terminal) {
  ASSIGN_OR_RETURN(const v1::ListTopicsResponse response,
                   clients.Call(clients.query(), &v1::QueryService::Stub::ListTopics, v1::ListTopicsRequest()));
  Table table({{.title = "TOPIC"},
               {.title = "NAME"},
               {.title = "ENGLISH"},
               {.title = "RECORDS", .align = Table::Align::kRight}});
  for (const v1::Topic& topic : response.topics()) {
    if (terminal.json) {
      terminal.out << JsonLine(topic);
      continue;
    }
    table.AddRow({topic.name(), topic.display_name(), topic.english_name(), absl::StrCat(topic.record_count())});
  }
  return Finish(table, Rest::kNone, terminal);
}

}  // namespace fangzhi::cli

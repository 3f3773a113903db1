import { byId, bytes, describe, make, rough } from "./page.js";

/** Shows what the board does now. */
export function showState(state) {
  const advert = state.advert;
  describe(byId("state"), [
    ["state", state.state + (state.phone ? `, connected with ${state.phone}` : "")],
    ["clock, UTC", state.clock ? state.clock.replace("T", " ") : "–"],
    ["advert", advert ? make("span", {}, `"${advert.name}", label ${advert.labelId}, schema ${advert.schemaId}: ${words(advert)} `, make("br"),
      make("code", {}, `${advert.hex} ${advert.scanResponse}`)) : "nothing on the air"],
    ["heap, by rule", state.heapBytes ? `${bytes(state.heapBytes)} of the label's own objects; the board has ${bytes(state.boardHeapBytes)}` : "–"],
    ["drive", make("span", {}, meter(state.drive.usedBytes, state.drive.capacityBytes), ` ${bytes(state.drive.usedBytes)} of ${bytes(state.drive.capacityBytes)}, ${state.drive.writes} writes`)],
    ["battery", `${state.battery.millivolts} mV${state.battery.percent <= 100 ? `, about ${state.battery.percent} %` : ""}`],
    ...(state.lamp === null ? [] : [["lamp", state.lamp ? "lit: a recommendation is fresh" : "dark"]]),
    ["refreshes", `${state.fullRefreshes} full, ${state.partialRefreshes} partial${state.partialsSinceFull === null ? "" : ` (${state.partialsSinceFull} since the last full one)`}`],
    ["time", `${state.seconds} s: awake ${state.awakeSeconds}, asleep ${state.asleepSeconds}, radio on ${state.radioSeconds}; started ${state.boots} times`],
  ]);
  const problems = state.failure ? [`the simulation stopped: ${state.failure}`, ...state.problems] : state.problems;
  byId("problems").replaceChildren(...problems.slice(-8).map(problem => make("li", {}, problem)));
}

/** Shows what the shelf costs on the board. */
export function showCost(cost) {
  describe(byId("cost"), [
    ["ranking", `${rough(cost.rank.minMilliseconds)} to ${rough(cost.rank.maxMilliseconds)} ms at most (${Math.round(cost.rankOperations).toLocaleString("en")} to ${Math.round(cost.dearestRankOperations).toLocaleString("en")} weighted operations)`],
    ["loading", `${rough(cost.load.minMilliseconds)} to ${rough(cost.load.maxMilliseconds)} ms`],
    ...cost.battery.map(cycle => [`${cost.batteryMilliampHours} mAh, ${cycle.cycle}`, `${rough(cycle.minDays)} to ${rough(cycle.maxDays)} days with ${cost.shoppersPerDay} shoppers a day`]),
    ["assumptions", make("details", {}, make("summary", {}, "not measured"), `${cost.assumptions}. ${cost.note}.`)],
  ]);
}

function words(advert) {
  return [advert.ready ? "ready" : "no shelf", advert.serviceNeeded && "service needed", advert.lowBattery && "battery low"].filter(Boolean).join(", ");
}

function meter(value, max) {
  return make("meter", { min: 0, max, value, high: 0.9 * max, ariaLabel: "drive" });
}

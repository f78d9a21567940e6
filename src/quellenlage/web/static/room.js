// Conveniences only: without this script every page can be read and every form sent.
import { liveSearch } from "./live.js";
import { layers, sentences } from "./reading.js";
import { copying } from "./copy.js";
import { filtering, printing, unsureSwitch } from "./story.js";
import { charts } from "./charts.js";
import { dropping, polling } from "./adding.js";
import { hoverCards } from "./hover.js";
import { correcting, entered } from "./correcting.js";

document.documentElement.classList.add("has-script");
for (const start of [liveSearch, layers, sentences, filtering, printing, unsureSwitch, copying, hoverCards, charts, dropping, polling, correcting, entered]) start();

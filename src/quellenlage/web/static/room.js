// Conveniences only: without this script every page can be read and every form sent.
import { liveSearch } from "./live.js";
import { layers, sentences } from "./reading.js";
import { copying, filtering, printing, unsureSwitch } from "./story.js";
import { dropping, polling } from "./adding.js";
import { hoverCards } from "./hover.js";

document.documentElement.classList.add("has-script");
for (const start of [liveSearch, layers, sentences, filtering, printing, unsureSwitch, copying, hoverCards, dropping, polling]) start();

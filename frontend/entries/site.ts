// What every page of the site loads: htmx, and nothing that needs a network of its own.
import htmx from "htmx.org";
import "../bell";
import "../texts/people";

htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;

// What every page of the site loads: htmx, and nothing that needs a network of its own.
import htmx from "htmx.org";
import "../bell";

htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;

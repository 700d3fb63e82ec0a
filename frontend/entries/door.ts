// The check-in page of an event.
import { start } from "../door/page";

void start();

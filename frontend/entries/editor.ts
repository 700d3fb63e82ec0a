// The page of a co-edited document.
import { start } from "../editor/page";

void start();

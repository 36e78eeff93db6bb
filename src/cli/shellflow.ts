import { exitWith, fail } from "./exit.ts";

void exitWith(() => fail("shellflow is not built yet"));

import { exitWith, fail } from "./exit.ts";

void exitWith(() => fail("scripthut is not built yet"));

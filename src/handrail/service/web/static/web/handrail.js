// Small conveniences. Every page does its whole work without this file.
import { initAll as startGovuk } from "../vendor/govuk-frontend.min.js";
import { initAll as startMoj } from "../vendor/moj-frontend.min.js";

startGovuk();
startMoj();

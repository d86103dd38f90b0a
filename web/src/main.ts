import { createApp } from "vue";
import App from "./App.vue";
import { startTicking } from "./live/clock";
import { router } from "./router";
import { start } from "./session";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/parts.css";
import "./styles/forms.css";
import "./styles/lot.css";
import "./styles/bids.css";
import "./styles/tender.css";

startTicking();
void start().then(() => createApp(App).use(router).mount("#app"));

import { createApp } from "vue";
import App from "./App.vue";
import { startTicking } from "./live/clock";
import { router } from "./router";
import { start } from "./session";
import "./styles/main.css";

startTicking();
void start().then(() => createApp(App).use(router).mount("#app"));

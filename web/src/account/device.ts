// What a browser says of itself, in a few words: "Chrome · Windows". Anything may stand in a User-Agent; what is not
// known is shown as it is, cut short.
const browsers: [RegExp, string][] = [
    [/MicroMessenger\//, "微信"],
    [/Edg(e|A|iOS)?\//, "Edge"],
    [/(QQBrowser|MQQBrowser)\//, "QQ 浏览器"],
    [/(HuaweiBrowser)\//, "华为浏览器"],
    [/(Firefox|FxiOS)\//, "Firefox"],
    [/(Chrome|Chromium|CriOS)\//, "Chrome"],
    [/Safari\//, "Safari"],
    [/^curl\//, "curl"],
];
const systems: [RegExp, string][] = [
    [/HarmonyOS|OpenHarmony/, "HarmonyOS"],
    [/Android/, "Android"],
    [/iPhone|iPad/, "iOS"],
    [/Windows/, "Windows"],
    [/Mac OS X/, "macOS"],
    [/Linux|X11/, "Linux"],
];

export function deviceName(userAgent: string): string {
    const found = (table: [RegExp, string][]) => table.find(([pattern]) => pattern.test(userAgent))?.[1];
    const parts = [found(browsers), found(systems)].filter(Boolean);
    return parts.length > 0 ? parts.join(" · ") : userAgent.slice(0, 60);
}

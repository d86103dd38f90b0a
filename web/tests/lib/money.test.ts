// The cases of tests/base/money_test.cpp.
import { describe, expect, it } from "vitest";
import { groupedYuan, inCapitals, mostFen, parseYuan, percentText, shortYuan, wanYuan } from "../../src/lib/money";

const capitals: [number, string][] = `
    140950   | 人民币壹仟肆佰零玖元伍角整
    600714   | 人民币陆仟零柒元壹角肆分
    168032   | 人民币壹仟陆佰捌拾元零叁角贰分
    10700053 | 人民币壹拾万柒仟元零伍角叁分
    1640902  | 人民币壹万陆仟肆佰零玖元零贰分
    32504    | 人民币叁佰贰拾伍元零肆分
    0                | 人民币零元整
    1                | 人民币壹分
    10               | 人民币壹角整
    32               | 人民币叁角贰分
    100              | 人民币壹元整
    101              | 人民币壹元零壹分
    110              | 人民币壹元壹角整
    1000             | 人民币壹拾元整
    1005             | 人民币壹拾元零伍分
    1050             | 人民币壹拾元零伍角整
    10100            | 人民币壹佰零壹元整
    100100           | 人民币壹仟零壹元整
    1000000          | 人民币壹万元整
    1000100          | 人民币壹万零壹元整
    1010000          | 人民币壹万零壹佰元整
    168003200        | 人民币壹佰陆拾捌万零叁拾贰元整
    100700000        | 人民币壹佰万柒仟元整
    100000000        | 人民币壹佰万元整
    10000000000      | 人民币壹亿元整
    10000000100      | 人民币壹亿零壹元整
    10000500000      | 人民币壹亿零伍仟元整
    10050000000      | 人民币壹亿零伍拾万元整
    11350000000      | 人民币壹亿壹仟叁佰伍拾万元整
    1000000000000    | 人民币壹佰亿元整
    100000000000000  | 人民币壹万亿元整
    100000000010000  | 人民币壹万亿零壹佰元整
    9000000010000000 | 人民币玖拾万亿零壹拾万元整
    9007199254740991 | 人民币玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分
`
    .trim()
    .split("\n")
    .map((line) => {
        const [fen = "", text = ""] = line.split("|");
        return [Number(fen), text.trim()];
    });

describe("an amount in capitals", () => {
    it.each(capitals)("%d fen is %s", (fen, text) => {
        expect(inCapitals(fen)).toBe(text);
    });

    it.each([-1, mostFen + 1, 1.5, NaN])("does not exist for %d", (fen) => {
        expect(() => inCapitals(fen)).toThrow(RangeError);
    });
});

describe("an amount in digits", () => {
    it.each([
        [0, "0.00"],
        [5, "0.05"],
        [99_999, "999.99"],
        [100_000, "1,000.00"],
        [123_456_789, "1,234,567.89"],
        [mostFen, "90,071,992,547,409.91"],
        [-123_450, "-1,234.50"],
    ])("%d fen is %s yuan", (fen, text) => {
        expect(groupedYuan(fen)).toBe(text);
    });

    it("drops fen and zeros only where nothing is lost", () => {
        expect(shortYuan(168_003_200)).toBe("1,680,032");
        expect(shortYuan(168_003_205)).toBe("1,680,032.05");
        expect(wanYuan(9_800_000_000)).toBe("9,800");
        expect(wanYuan(12_345_678)).toBe("12.345678");
        expect(wanYuan(-1_000_000)).toBe("-1");
    });
});

describe("a typed amount", () => {
    it.each([
        ["1,680,032.05", 168_003_205],
        [" 98000000 ", 9_800_000_000],
        ["0.5", 50],
        ["１２，３４５．６元", 1_234_560],
        ["90071992547409.91", mostFen],
        ["0", 0],
    ])("%s is %d fen", (text, fen) => {
        expect(parseYuan(text)).toBe(fen);
    });

    it.each(["", "-1", "1.234", "1e3", "abc", "90071992547409.92", "1.2.3", "99999999999999999", "."])("%s is none", (text) => {
        expect(parseYuan(text)).toBeNull();
    });
});

it("shows a premium rate exactly as it is truncated", () => {
    expect(percentText(123_456)).toBe("12.3456%");
    expect(percentText(0)).toBe("0.0000%");
    expect(percentText(9_007_199_254_739_991)).toBe("900,719,925,473.9991%");
    expect(percentText(-100)).toBe("-0.0100%");
});

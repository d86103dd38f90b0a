// The pages' texts in English; typed by zh.ts, so that no key can be missing.
import type { Texts } from ".";
import { account } from "./en/account";
import { bidFiles } from "./en/bid_files";
import { bidder } from "./en/bidder";
import { common } from "./en/common";
import { desks } from "./en/desks";
import { lots } from "./en/lots";
import { officer } from "./en/officer";
import { programs } from "./en/programs";
import { sealing } from "./en/sealing";
import { security } from "./en/security";
import { tenderDesk } from "./en/tender_desk";
import { tenders } from "./en/tenders";
import { verify } from "./en/verify";
import { watch } from "./en/watch";

export const en: Texts = { ...common, account, bidFiles, lots, bidder, desks, officer, programs, sealing, security, tenders, tenderDesk, verify, watch };

// The pages' texts in simplified Chinese; en.ts has the same keys.
import { account } from "./zh/account";
import { bidder } from "./zh/bidder";
import { common } from "./zh/common";
import { desks } from "./zh/desks";
import { lots } from "./zh/lots";
import { officer } from "./zh/officer";
import { programs } from "./zh/programs";
import { sealing } from "./zh/sealing";
import { tenderDesk } from "./zh/tender_desk";
import { tenders } from "./zh/tenders";
import { verify } from "./zh/verify";

export const zh = { ...common, account, lots, bidder, desks, officer, programs, sealing, tenders, tenderDesk, verify };

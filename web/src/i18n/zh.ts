// The pages' texts in simplified Chinese; en.ts has the same keys.
import { account } from "./zh/account";
import { bidFiles } from "./zh/bid_files";
import { bidder } from "./zh/bidder";
import { common } from "./zh/common";
import { desks } from "./zh/desks";
import { lots } from "./zh/lots";
import { officer } from "./zh/officer";
import { programs } from "./zh/programs";
import { sealing } from "./zh/sealing";
import { security } from "./zh/security";
import { tenderDesk } from "./zh/tender_desk";
import { tenders } from "./zh/tenders";
import { verify } from "./zh/verify";
import { watch } from "./zh/watch";

export const zh = { ...common, account, bidFiles, lots, bidder, desks, officer, programs, sealing, security, tenders, tenderDesk, verify, watch };

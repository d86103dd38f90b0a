// Every page with its title and who may open it; the server decides for itself who may read what.
import { createRouter, createWebHistory, type RouteLocationNormalizedLoaded, type RouteRecordRaw } from "vue-router";
import type { Role } from "./api/types";
import { t } from "./i18n";
import HomePage from "./pages/HomePage.vue";
import { is, isBidder, session } from "./session";

declare module "vue-router" {
    interface RouteMeta {
        title?: () => string;
        signedIn?: boolean;
        roles?: Role[];
    }
}

const staff: Role[] = ["administrator", "registrar", "clerk", "reviewer", "finance", "disclosure_officer", "supervisor"];
const land: Role[] = ["clerk", "reviewer", "supervisor"];
const tender: Role[] = [...land, "tenderer_agent"];
const party: Role[] = ["bidder_agent", "seller_agent", "tenderer_agent", "opening_officer"];

function desk(path: string, roles: Role[], title: () => string, component: RouteRecordRaw["component"]): RouteRecordRaw {
    return { path, component: component as () => Promise<unknown>, meta: { title, roles, signedIn: true } } as RouteRecordRaw;
}

const pages: RouteRecordRaw[] = [
    { path: "/", component: HomePage, meta: { title: () => t.value.home.title } },
    { path: "/lots", component: () => import("./pages/LotsPage.vue"), meta: { title: () => t.value.lots.title } },
    { path: "/lots/:id", component: () => import("./pages/LotPage.vue"), meta: { title: () => t.value.lots.title } },
    { path: "/tenders", component: () => import("./tenders/TendersPage.vue"), meta: { title: () => t.value.tenders.title } },
    { path: "/tenders/:id", component: () => import("./tenders/TenderPage.vue"), meta: { title: () => t.value.tenders.title } },
    { path: "/tenders/:id/opening", component: () => import("./tenders/OpeningPage.vue"), meta: { title: () => t.value.tenders.hall.title } },
    { path: "/announcements", component: () => import("./pages/AnnouncementsPage.vue"), meta: { title: () => t.value.announcements.title } },
    { path: "/announcements/:id", component: () => import("./pages/AnnouncementPage.vue"), meta: { title: () => t.value.announcements.title } },
    { path: "/obligations", component: () => import("./pages/ObligationsPage.vue"), meta: { title: () => t.value.obligations.title } },
    { path: "/ceremonies", component: () => import("./officer/CeremoniesPage.vue"), meta: { title: () => t.value.officer.ceremony.title } },
    { path: "/ceremonies/:id", component: () => import("./officer/CeremonyPage.vue"), meta: { title: () => t.value.officer.ceremony.title } },
    { path: "/verify", component: () => import("./pages/VerifyPage.vue"), meta: { title: () => t.value.verify.title } },
    { path: "/sign-in", component: () => import("./pages/SignInPage.vue"), meta: { title: () => t.value.auth.title } },
    { path: "/register", component: () => import("./pages/RegisterPage.vue"), meta: { title: () => t.value.register.title } },
    { path: "/account", component: () => import("./pages/AccountPage.vue"), meta: { title: () => t.value.nav.account, signedIn: true } },

    desk("/my/applications", ["bidder_agent"], () => t.value.bidder.applications.title, () => import("./bidder/ApplicationsPage.vue")),
    desk("/my/receipts", party, () => t.value.bidder.receipts.title, () => import("./bidder/ReceiptsPage.vue")),
    desk("/my/certificate", party, () => t.value.bidder.certificate.title, () => import("./bidder/CertificatePage.vue")),
    desk("/my/messages", [], () => t.value.messages.title, () => import("./bidder/MessagesPage.vue")),
    desk("/my/organisation", [], () => t.value.organisation.title, () => import("./bidder/OrganisationPage.vue")),
    desk("/officer", ["opening_officer"], () => t.value.officer.title, () => import("./officer/OfficerPage.vue")),
    desk("/lots/:id/confirmation", [], () => t.value.bidder.confirmation.title, () => import("./bidder/ConfirmationPage.vue")),

    desk("/tenders/:id/files", ["tenderer_agent", "bidder_agent", "supervisor"], () => t.value.bidFiles.title, () => import("./bid_files/FilesPage.vue")),
    desk("/tenders/:id/bid", ["bidder_agent"], () => t.value.sealing.page.title, () => import("./bids/BidPage.vue")),
    desk("/tenders/:id/practice", ["bidder_agent"], () => t.value.sealing.practice.title, () => import("./bids/PracticePage.vue")),
    desk("/my/submissions", ["bidder_agent"], () => t.value.sealing.mine.title, () => import("./bids/SubmissionsPage.vue")),
    desk("/my/security-transfers", ["bidder_agent"], () => t.value.security.mine.title, () => import("./security/SecurityTransfersPage.vue")),
    desk("/my/watched-tenders", ["bidder_agent"], () => t.value.watch.title, () => import("./watch/WatchedTendersPage.vue")),
    desk("/my/tender-questions", ["bidder_agent"], () => t.value.sealing.question.mine, () => import("./bids/TenderQuestionsPage.vue")),

    desk("/desk", [], () => t.value.desks.title, () => import("./desks/DeskPage.vue")),
    desk("/desk/parcels", [...land, "seller_agent"], () => t.value.desks.parcel.title, () => import("./desks/ParcelsPage.vue")),
    desk("/desk/parcels/new", ["seller_agent"], () => t.value.desks.parcel.new, () => import("./desks/ParcelEditPage.vue")),
    desk("/desk/parcels/:id", [...land, "seller_agent"], () => t.value.desks.parcel.title, () => import("./desks/ParcelPage.vue")),
    desk("/desk/parcels/:id/edit", ["seller_agent"], () => t.value.desks.parcel.correct, () => import("./desks/ParcelEditPage.vue")),
    desk("/desk/listings", land, () => t.value.desks.listing.title, () => import("./desks/ListingsPage.vue")),
    desk("/desk/listings/:id", land, () => t.value.desks.listing.title, () => import("./desks/ListingPage.vue")),
    desk("/desk/notices", land, () => t.value.desks.notice.title, () => import("./desks/NoticesPage.vue")),
    desk("/desk/tenders", tender, () => t.value.tenderDesk.tender.title, () => import("./desks/tendering/TendersPage.vue")),
    desk("/desk/tenders/:id", tender, () => t.value.tenderDesk.tender.title, () => import("./desks/tendering/TenderPage.vue")),
    desk("/desk/tender-lots", land, () => t.value.tenderDesk.lot.all, () => import("./desks/tendering/TenderLotsPage.vue")),
    desk("/desk/tender-lots/:id", tender, () => t.value.tenderDesk.lot.all, () => import("./desks/tendering/TenderLotPage.vue")),
    desk("/desk/tender-notices", tender, () => t.value.tenderDesk.notice.title, () => import("./desks/tendering/TenderNoticesPage.vue")),
    desk("/desk/ceremonies", land, () => t.value.tenderDesk.ceremony.title, () => import("./desks/tendering/CeremoniesPage.vue")),
    desk("/desk/bank-lines", ["finance", "supervisor"], () => t.value.desks.bank.title, () => import("./desks/BankLinesPage.vue")),
    desk("/desk/refunds", ["finance", "supervisor"], () => t.value.desks.refund.title, () => import("./desks/RefundsPage.vue")),
    desk("/desk/documents", ["disclosure_officer", "supervisor"], () => t.value.desks.document.title, () => import("./desks/DocumentsPage.vue")),
    desk("/desk/documents/:id", ["disclosure_officer", "supervisor"], () => t.value.desks.document.title, () => import("./desks/DocumentPage.vue")),
    desk("/desk/organisations", ["registrar", "supervisor"], () => t.value.desks.organisations.title, () => import("./desks/OrganisationsPage.vue")),
    desk("/desk/staff", ["administrator", "supervisor"], () => t.value.desks.staff.title, () => import("./desks/StaffPage.vue")),

    { path: "/:rest(.*)*", component: () => import("./pages/NotFoundPage.vue"), meta: { title: () => t.value.state.notFound } },
];

export const router = createRouter({
    history: createWebHistory(),
    routes: pages,
    scrollBehavior: (to, _from, saved) => saved ?? (to.hash ? { el: to.hash } : { top: 0 }),
});

// Where the desk begins: with the day's dues for the staff, with what is one's own for the others.
function firstPage(): string | null {
    if (is(...staff, "tenderer_agent")) {
        return null;
    }
    if (isBidder.value) {
        return "/my/applications";
    }
    return is("seller_agent") ? "/desk/parcels" : is("opening_officer") ? "/officer" : "/my/organisation";
}

router.beforeEach((to) => {
    if (to.meta.signedIn && !session.value.signed_in) {
        return { path: "/sign-in", query: { next: to.fullPath } };
    }
    // Staff who must register a second factor do that first, at their account.
    if (to.meta.signedIn && session.value.must_enrol && to.path !== "/account") {
        return { path: "/account" };
    }
    if (to.path === "/desk") {
        return firstPage() ?? true;
    }
    const roles = to.meta.roles ?? [];
    return roles.length === 0 || is(...roles) ? true : { path: "/desk" };
});

export function titleOf(route: RouteLocationNormalizedLoaded): string {
    const title = route.meta.title?.();
    return title ? `${title} - ${t.value.brand}` : t.value.brand;
}

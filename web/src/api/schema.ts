// Made by "npm run types" from the server's OpenAPI document; not written by hand.
export interface paths {
    "/api/v1/site": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this platform is, its clock and its log's key */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SiteView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the platform works now, and its latest outages */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StatusView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log/proofs/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That an event stands in the public log */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    digest: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LogProof"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What must not be overlooked: witnesses at odds with the log, rows at odds with their events */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlarmList"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Sign in; who has a second factor goes on with the second step */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Sign out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Nothing"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a passkey is to answer: good once, for this session */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PasskeyRequest"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The second step of signing in */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm afresh who one is */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change one's password */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangePassword"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Nothing"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's sessions, the newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfOwnSession"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/sessions/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End one of one's sessions */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Nothing"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/sessions/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End all of one's sessions but this */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Nothing"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/security": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's second factors and what protects the account */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecurityView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to register an authenticator app: its secret, told this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TotpSecret"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register the app by its first code */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TotpConfirmation"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecurityView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/passkeys/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to register a passkey */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PasskeyOrder"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register a passkey */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPasskey"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecurityView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/second-factors/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove a second factor */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecurityView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New recovery codes in the place of the old ones, told this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecurityView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agreement on electronic signatures in force */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agreement"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in a file; others name it by its digest */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": string;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UploadView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file by its digest: public ones are everybody's */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    digest: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register an organisation with its first person */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RegistrationView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organisations */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfOrganisationView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One organisation */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrganisationView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a registration */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrganisationView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Return a registration with a reason */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrganisationView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own organisation */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrganisationView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Correct a returned registration */
        put: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Correction"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrganisationView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's colleagues */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfPersonView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add a colleague with a letter of authorisation */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Colleague"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The center's staff */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfPersonView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add a member of staff */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["StaffMember"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a member of staff: a second administrator */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disable a person */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enable a person again */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose other roles for a member of staff; a second administrator confirms */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RolesInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/second-factors/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take away the second factors of somebody who lost them all */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ResetInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Nothing"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/ca.pem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The authority that certifies bidders */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-pem-file": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/receipt.pem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The certificate that receipts are signed with */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-pem-file": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/ca.crl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Revoked certificates */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-pem-file": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a key certified */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CertificateOrderInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CertificateView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/outside": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register a certificate of a trusted outside authority */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OutsideCertificateInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CertificateView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's organisation's certificates */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfCertificateView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/{serial}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke a certificate */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    serial: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CertificateView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages to one's organisation */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfMessageView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's programs' tokens */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfTokenView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make a token for a program: shown this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TokenOrder"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MadeToken"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/token-scopes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one may open to one's programs */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfScopeView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/tokens/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke a token */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TokenView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rule profiles, the default first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProfileList"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parcels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Parcels: a seller's own, or all for the staff */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfParcelView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Submit a parcel with its price decision */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ParcelInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ParcelView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parcels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One parcel */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ParcelView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Correct a parcel */
        put: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ParcelInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ParcelView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parcels/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw a parcel */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ParcelView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parcels/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Return a parcel to its seller with a reason */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ParcelView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Listing announcements in the making */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfListingView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Draft a listing announcement */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ListingDraft"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One listing announcement with what stands against it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Revise a draft */
        put: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ListingDraft"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a draft to review */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Return a draft to its author with a reason */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish: the lots begin, the announcement is released */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Notices about lots in the making */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    lot?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfNoticeView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/{id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose a supplementary announcement, suspension, resumption or termination */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NoticeContent"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish a notice: it takes effect */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Return a notice */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lots, newest first */
        get: {
            parameters: {
                query?: {
                    phase?: string;
                    q?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfLotSummary"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One lot */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LotView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/{id}/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A lot's quotes in order */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfQuoteView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Quote: a signed act that binds */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignedAct"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QuoteAnswer"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/{id}/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply to a lot */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ApplicationInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApplicationView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's organisation's applications, newest first */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfApplicationView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/lots/{id}/application": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's organisation's application to a lot */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApplicationView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bank-lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lines of the bank's statement, newest first */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfBankLineView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Enter a line of the bank's statement */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BankLineInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BankLineView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bank-lines/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter many lines of the bank's statement: all or none */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BankImport"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfBankLineView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bank-lines/import-csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter the bank's statement as CSV with the header reference,payer,amount,received_at,bank_reference: all lines or none */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "text/csv": string;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfBankLineView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bank-lines/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose what becomes of a line that matches nothing */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ResolutionInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BankLineView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bank-lines/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a proposed resolution: a second person */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BankLineView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Money to give back, by due date */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfRefundView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/refunds/{id}/paid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the payment of a refund */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaymentInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RefundView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer whether one goes on */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignedAct"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ActAnswer"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The deal confirmation, for its parties and the staff */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConfirmationView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Sign the deal confirmation */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignedAct"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ActAnswer"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/{id}/confirmation/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse to sign: the deposit is forfeited */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignedAct"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ActAnswer"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/{id}/contract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the signed contract */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContractInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LotView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/probes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An outside probe's signed act, which reports what it could not complete before */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignedAct"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProbeAnswer"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's organisation's receipts, newest first */
        get: {
            parameters: {
                query?: {
                    lot?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfReceiptView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/receipts/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A receipt as a proof bundle */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    digest: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProofBundle"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ceremonies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ceremonies that make opening keys, newest first */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfCeremonyView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Call a ceremony: name its officers */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CeremonyInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CeremonyView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ceremonies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One ceremony: who has spoken, who is missing */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CeremonyView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opening-officers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom a ceremony may name */
        get: {
            parameters: {
                query?: {
                    q?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfOpeningOfficerView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ceremonies/{id}/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Speak in a ceremony: a signed word */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SpokenWord"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CeremonyView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ceremonies/{id}/abort": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Abort a ceremony */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AbortInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CeremonyView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ceremonies/{id}/commitments/{holder}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A holder's commitments, once shown */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    holder: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlainText"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ceremonies/{id}/words/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A signed word as it was spoken */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    digest: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlainText"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ceremonies/{id}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a ceremony came to: the keys and who holds their parts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlainText"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ceremonies/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the other officers dealt to the caller */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfSharesView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The procurement methods with their rules */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MethodList"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tender notices in the making */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfTenderView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Draft a tender notice */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TenderDraft"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tender notice with what stands against it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Revise a draft */
        put: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TenderDraft"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenders/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a draft to review */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenders/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Return a draft to its author with a reason */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReturnInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenders/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish: the lots begin, each with a key of its own */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PublishTenderInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Acts upon tender lots in the making */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    lot?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfTenderNoticeView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose a change, suspension, resumption or termination */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TenderNoticeContent"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderNoticeView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-notices/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish a notice: it takes effect */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderNoticeView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-notices/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Return a notice */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReturnInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderNoticeView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lots of tenders, newest first */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    q?: string;
                    ceremony?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfTenderSummary"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One lot of a tender */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderLotView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/practice.crt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The certificate that trial bids are sealed to */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-pem-file": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/lot.crt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The certificate that bids are sealed to */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-pem-file": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/cosignatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The officers' signatures on a lot's certificate */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfCosignatureView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Sign a lot's certificate as one of its officers */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CosignInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderLotView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions that wait for an answer; nobody sees whose they are */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfTenderQuestionView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Ask about the documents; nobody learns who asked */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["QuestionInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderQuestionView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/closing-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was complete at the deadline */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a holder checks before it releases its parts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClosingEvidence"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release one's parts */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PartsInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderLotView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/reconvene": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reconvene an adjourned opening */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReconveneInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderLotView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Object to the opening on the spot */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ObjectionInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderLotView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/objections/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer an objection on the spot */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AnswerInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderLotView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The opening record as it stands */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecordView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Sign the opening record */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignedInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenderLotView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/letters/{submission}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An opened letter as it was sealed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    submission: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pkcs7-mime": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/files/{submission}/{part}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An opened bid's file as it was sealed, and the point that opens it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    submission: string;
                    part: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SealedFileView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/files/{submission}/{part}/chunks/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One chunk of it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    submission: string;
                    part: string;
                    number: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/opening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything with which anybody checks the opening */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OpeningBundle"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sealed-uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's sealed files */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfSealedUploadView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Begin to send a sealed file */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BeginUpload"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SealedUploadView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sealed-uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One sealed file: which chunks are missing */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SealedUploadView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sealed-uploads/{id}/chunks/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Send a chunk of a sealed file: a MiB, or what is left */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    number: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": string;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SealedUploadView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sealed-uploads/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** All chunks are there: have it read */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SealedUploadView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sealed-uploads/{id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Drop a sealed file that was not submitted */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Nothing"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own bid for a lot */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SubmissionView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Submit a sealed bid, or another in its place: a signed act */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SubmissionInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SubmissionAnswer"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/submission/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw a sealed bid before the deadline: a signed act */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WithdrawalInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SubmissionAnswer"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-lots/{id}/practice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a bid that was sealed to the practice certificate: it is opened at once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TrialInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TrialAnswer"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own bids */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfSubmissionView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/tender-questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own questions */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfTenderQuestionView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/security-transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came in under the reference of a bid security */
        get: {
            parameters: {
                query?: {
                    reference?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecurityTransfersView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/security-transfers/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a bid security back that no opened bid has named */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SecurityReturnInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecurityTransfersView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/watched-tenders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which tenders one watches, and what changed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfWatchedTender"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/watched-tenders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Watch a lot, or say what of it was seen */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WatchInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WatchedTender"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Watch a lot no longer */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Nothing"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents in the making and released */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfDocumentView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DocumentView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/revise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revise a document's statement; its facts come from the log */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RevisionInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DocumentView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Return a draft with a reason */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DocumentView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release a document after its secrecy review, for good */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReleaseInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DocumentView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/announcements/{id}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draft a correction of a released announcement */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CorrectionInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DocumentView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/announcements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Released announcements, the newest first */
        get: {
            parameters: {
                query?: {
                    kind?: string;
                    lot?: string;
                    q?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfAnnouncementView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/announcements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One announcement's entry in the catalog */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AnnouncementView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/obligations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is to be announced, by due date, with its light */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    light?: string;
                    cursor?: string;
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfObligationView"];
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/announcements/{id}.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A released announcement to read and print */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html; charset=utf-8": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/announcements/{id}.release.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The event of its release: its SHA-256 is the leaf of the log */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/announcements/{id}.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A released announcement for machines */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/announcements.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest announcements as a feed (RFC 4287) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/atom+xml; charset=utf-8": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/documents/style-1.css": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The style sheet of released documents */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/css; charset=utf-8": string;
                    };
                };
                /** @description A refusal, by its stable code */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        SiteView: {
            name_zh: string;
            name_en: string;
            /** Format: date-time */
            procedure_now: string;
            /** Format: date-time */
            wall_now: string;
            clock: {
                accelerated: boolean;
                rate: number;
                slow_from?: string | null;
                slow_rate: number;
            };
            log: {
                origin: string;
                verifier_key: string;
            };
            witness: string;
            witnesses: {
                name: string;
                verifier_key: string;
                cosigned_at?: string | null;
            }[];
            time_stamps: boolean;
            demo: boolean;
            bank_account: {
                name: string;
                bank: string;
                number: string;
            };
            /** @enum {string} */
            second_factor: "required" | "optional";
        };
        StatusView: {
            /** Format: date-time */
            wall_now: string;
            working: boolean;
            last_beat?: string | null;
            servers: number;
            outages: {
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                /** @enum {string} */
                cause: "server_silent" | "slow_decisions" | "probe_failed" | "commands_refused";
                lasted_milliseconds: number;
                /** Format: date-time */
                found_at: string;
            }[];
        };
        LogProof: {
            event_digest: string;
            leaf_index: number;
            tree_size: number;
            hashes: string[];
            checkpoint: string;
        };
        AlarmList: {
            items: {
                source: string;
                subject: string;
                text: string;
                /** Format: date-time */
                since: string;
            }[];
        };
        SignIn: {
            login: string;
            password: string;
        };
        SessionView: {
            signed_in: boolean;
            person?: {
                id: string;
                login: string;
                display_name: string;
            } | null;
            organisation?: {
                id: string;
                name: string;
                kind: string;
                state: string;
            } | null;
            roles: ("administrator" | "registrar" | "clerk" | "reviewer" | "finance" | "disclosure_officer" | "supervisor" | "seller_agent" | "bidder_agent" | "probe" | "tenderer_agent" | "opening_officer" | "gate")[];
            expires_at?: string | null;
            second_step: ("password" | "totp" | "passkey" | "recovery_code")[];
            step_up: ("password" | "totp" | "passkey" | "recovery_code")[];
            confirmed_until?: string | null;
            must_enrol: boolean;
        };
        Nothing: Record<string, unknown>;
        PasskeyRequest: {
            challenge: string;
            rp_id: string;
            credential_ids: string[];
        };
        Proof: {
            password?: string | null;
            totp?: string | null;
            passkey?: {
                credential_id: string;
                client_data: string;
                authenticator_data: string;
                signature: string;
            } | null;
            recovery_code?: string | null;
        };
        ChangePassword: {
            old_password: string;
            new_password: string;
        };
        PageOfOwnSession: {
            items: {
                id: string;
                current: boolean;
                device: string;
                network: string;
                /** Format: date-time */
                created_at: string;
                /** Format: date-time */
                seen_at: string;
            }[];
            next_cursor?: string | null;
        };
        SecurityView: {
            /** @enum {string} */
            policy: "required" | "optional";
            policy_applies: boolean;
            factors: {
                id: string;
                /** @enum {string} */
                kind: "totp" | "passkey";
                name: string;
                /** Format: date-time */
                added_at: string;
                used_at?: string | null;
            }[];
            recovery_codes_left: number;
            password_changed_at?: string | null;
            new_recovery_codes?: string[] | null;
        };
        TotpSecret: {
            secret: string;
            uri: string;
        };
        TotpConfirmation: {
            name: string;
            code: string;
        };
        PasskeyOrder: {
            challenge: string;
            rp_id: string;
            rp_name: string;
            user_id: string;
            user_name: string;
            user_display_name: string;
            known_credential_ids: string[];
        };
        NewPasskey: {
            name: string;
            client_data: string;
            attestation_object: string;
        };
        Agreement: {
            version: string;
            text_zh: string;
            text_en: string;
            digest: string;
        };
        UploadView: {
            digest: string;
            size: number;
            media_type: string;
        };
        Registration: {
            organisation: {
                /** @enum {string} */
                kind: "bidder" | "seller" | "center" | "supervisor" | "tenderer" | "agency" | "notary";
                /** @enum {string} */
                applicant_kind: "enterprise" | "natural_person" | "overseas";
                name: string;
                uscc: string;
                address: string;
                legal_representative: string;
            };
            person: {
                login: string;
                password: string;
                display_name: string;
                mobile: string;
                email: string;
            };
            letter: {
                digest: string;
                scope: string;
                /** Format: date */
                valid_until: string;
            };
            agreement: {
                version: string;
                digest: string;
            };
        };
        RegistrationView: {
            organisation_id: string;
            person_id: string;
            state: string;
        };
        PageOfOrganisationView: {
            items: {
                id: string;
                kind: string;
                state: string;
                name: string;
                uscc: string;
                address: string;
                legal_representative: string;
                reason: string;
                /** Format: date-time */
                registered_at: string;
                people: {
                    id: string;
                    login: string;
                    display_name: string;
                    state: string;
                    roles: ("administrator" | "registrar" | "clerk" | "reviewer" | "finance" | "disclosure_officer" | "supervisor" | "seller_agent" | "bidder_agent" | "probe" | "tenderer_agent" | "opening_officer" | "gate")[];
                    proposed_roles?: ("administrator" | "registrar" | "clerk" | "reviewer" | "finance" | "disclosure_officer" | "supervisor" | "seller_agent" | "bidder_agent" | "probe" | "tenderer_agent" | "opening_officer" | "gate")[] | null;
                    mobile?: string | null;
                    email?: string | null;
                    letter?: {
                        digest: string;
                        scope: string;
                        /** Format: date */
                        valid_until: string;
                    } | null;
                }[];
            }[];
            next_cursor?: string | null;
        };
        OrganisationView: {
            id: string;
            kind: string;
            state: string;
            name: string;
            uscc: string;
            address: string;
            legal_representative: string;
            reason: string;
            /** Format: date-time */
            registered_at: string;
            people: {
                id: string;
                login: string;
                display_name: string;
                state: string;
                roles: ("administrator" | "registrar" | "clerk" | "reviewer" | "finance" | "disclosure_officer" | "supervisor" | "seller_agent" | "bidder_agent" | "probe" | "tenderer_agent" | "opening_officer" | "gate")[];
                proposed_roles?: ("administrator" | "registrar" | "clerk" | "reviewer" | "finance" | "disclosure_officer" | "supervisor" | "seller_agent" | "bidder_agent" | "probe" | "tenderer_agent" | "opening_officer" | "gate")[] | null;
                mobile?: string | null;
                email?: string | null;
                letter?: {
                    digest: string;
                    scope: string;
                    /** Format: date */
                    valid_until: string;
                } | null;
            }[];
        };
        Reason: {
            reason: string;
        };
        Correction: {
            name: string;
            uscc: string;
            address: string;
            legal_representative: string;
        };
        PageOfPersonView: {
            items: {
                id: string;
                login: string;
                display_name: string;
                state: string;
                roles: ("administrator" | "registrar" | "clerk" | "reviewer" | "finance" | "disclosure_officer" | "supervisor" | "seller_agent" | "bidder_agent" | "probe" | "tenderer_agent" | "opening_officer" | "gate")[];
                proposed_roles?: ("administrator" | "registrar" | "clerk" | "reviewer" | "finance" | "disclosure_officer" | "supervisor" | "seller_agent" | "bidder_agent" | "probe" | "tenderer_agent" | "opening_officer" | "gate")[] | null;
                mobile?: string | null;
                email?: string | null;
                letter?: {
                    digest: string;
                    scope: string;
                    /** Format: date */
                    valid_until: string;
                } | null;
            }[];
            next_cursor?: string | null;
        };
        Colleague: {
            login: string;
            password: string;
            display_name: string;
            mobile: string;
            email: string;
            letter: {
                digest: string;
                scope: string;
                /** Format: date */
                valid_until: string;
            };
        };
        PersonView: {
            id: string;
            login: string;
            display_name: string;
            state: string;
            roles: ("administrator" | "registrar" | "clerk" | "reviewer" | "finance" | "disclosure_officer" | "supervisor" | "seller_agent" | "bidder_agent" | "probe" | "tenderer_agent" | "opening_officer" | "gate")[];
            proposed_roles?: ("administrator" | "registrar" | "clerk" | "reviewer" | "finance" | "disclosure_officer" | "supervisor" | "seller_agent" | "bidder_agent" | "probe" | "tenderer_agent" | "opening_officer" | "gate")[] | null;
            mobile?: string | null;
            email?: string | null;
            letter?: {
                digest: string;
                scope: string;
                /** Format: date */
                valid_until: string;
            } | null;
        };
        StaffMember: {
            login: string;
            password: string;
            display_name: string;
            mobile: string;
            email: string;
            roles: ("administrator" | "registrar" | "clerk" | "reviewer" | "finance" | "disclosure_officer" | "supervisor" | "seller_agent" | "bidder_agent" | "probe" | "tenderer_agent" | "opening_officer" | "gate")[];
            office?: ("bidder" | "seller" | "center" | "supervisor" | "tenderer" | "agency" | "notary") | null;
        };
        RolesInput: {
            roles: ("administrator" | "registrar" | "clerk" | "reviewer" | "finance" | "disclosure_officer" | "supervisor" | "seller_agent" | "bidder_agent" | "probe" | "tenderer_agent" | "opening_officer" | "gate")[];
        };
        ResetInput: {
            reason: string;
        };
        CertificateOrderInput: {
            request_pem: string;
        };
        CertificateView: {
            serial: string;
            state: string;
            certificate_pem: string;
            fingerprint: string;
            /** Format: date-time */
            not_before: string;
            /** Format: date-time */
            not_after: string;
            revoked_at?: string | null;
            issuer: string;
            person?: string | null;
        };
        OutsideCertificateInput: {
            certificate_pem: string;
            statement: string;
        };
        PageOfCertificateView: {
            items: {
                serial: string;
                state: string;
                certificate_pem: string;
                fingerprint: string;
                /** Format: date-time */
                not_before: string;
                /** Format: date-time */
                not_after: string;
                revoked_at?: string | null;
                issuer: string;
                person?: string | null;
            }[];
            next_cursor?: string | null;
        };
        PageOfMessageView: {
            items: {
                id: string;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                kind: "registration_approved" | "registration_returned" | "certificate_issued" | "certificate_revoked" | "token_made" | "token_revoked" | "deposit_matched" | "deposit_mismatched" | "application_unqualified" | "deposit_counted" | "deposit_forfeited" | "refund_due" | "refund_paid" | "won" | "sold";
                values: string[];
            }[];
            next_cursor?: string | null;
        };
        PageOfTokenView: {
            items: {
                id: string;
                name: string;
                scopes: ("read" | "uploads" | "applications" | "quotes" | "parcels" | "listings" | "documents" | "bids" | "openings")[];
                state: string;
                /** Format: date-time */
                made_at: string;
                /** Format: date-time */
                expires_at: string;
                revoked_at?: string | null;
                last_used_at?: string | null;
                certificate?: {
                    serial: string;
                    thumbprint: string;
                } | null;
            }[];
            next_cursor?: string | null;
        };
        PageOfScopeView: {
            items: {
                /** @enum {string} */
                scope: "read" | "uploads" | "applications" | "quotes" | "parcels" | "listings" | "documents" | "bids" | "openings";
                opens: {
                    method: string;
                    path: string;
                    summary: string;
                }[];
            }[];
            next_cursor?: string | null;
        };
        TokenOrder: {
            name: string;
            scopes: ("read" | "uploads" | "applications" | "quotes" | "parcels" | "listings" | "documents" | "bids" | "openings")[];
            /** Format: date-time */
            expires_at: string;
            certificate?: string | null;
        };
        MadeToken: {
            token: {
                id: string;
                name: string;
                scopes: ("read" | "uploads" | "applications" | "quotes" | "parcels" | "listings" | "documents" | "bids" | "openings")[];
                state: string;
                /** Format: date-time */
                made_at: string;
                /** Format: date-time */
                expires_at: string;
                revoked_at?: string | null;
                last_used_at?: string | null;
                certificate?: {
                    serial: string;
                    thumbprint: string;
                } | null;
            };
            secret: string;
        };
        TokenView: {
            id: string;
            name: string;
            scopes: ("read" | "uploads" | "applications" | "quotes" | "parcels" | "listings" | "documents" | "bids" | "openings")[];
            state: string;
            /** Format: date-time */
            made_at: string;
            /** Format: date-time */
            expires_at: string;
            revoked_at?: string | null;
            last_used_at?: string | null;
            certificate?: {
                serial: string;
                thumbprint: string;
            } | null;
        };
        ProfileList: {
            items: {
                id: string;
                name_zh: string;
                name_en: string;
                source: string;
                rules: {
                    notice_before_listing: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    listing_period: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    application_close_before_end: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    least_deposit: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    most_deposit: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    loser_refund: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    result_publication: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    deal_publicity: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    contract_signing: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                };
                term_limits: {
                    /** @enum {string} */
                    use: "residential" | "industrial" | "public_service" | "commercial" | "mixed";
                    years: number;
                    article: string;
                }[];
                freeze_seconds: number;
                question?: {
                    seconds: number;
                    least_yes: number;
                } | null;
                window_seconds: number;
                /** @enum {string} */
                timed_start: "fixed_time" | "after_listing" | "after_question";
                /** @enum {string} */
                who_may_enter: "qualified" | "quoted_in_listing";
                /** @enum {string} */
                increments: "at_least_one_step" | "whole_steps";
                leader_may_raise_itself: boolean;
                /** @enum {string} */
                moment_of_closing: "too_late" | "in_time";
                outages?: {
                    silence_seconds: number;
                    slow_milliseconds: number;
                    last_stretch_seconds: number;
                    article: string;
                } | null;
            }[];
        };
        PageOfParcelView: {
            items: {
                id: string;
                /** @enum {string} */
                state: "none" | "submitted" | "returned" | "withdrawn" | "taken";
                seller: string;
                seller_name: string;
                terms: {
                    number: string;
                    title: string;
                    location: string;
                    region: string;
                    boundary: Record<string, unknown>;
                    /** @description square metres with two decimals */
                    area: string;
                    /** @enum {string} */
                    use: "residential" | "industrial" | "public_service" | "commercial" | "mixed";
                    term_years: number;
                    planning: {
                        least_plot_ratio?: string | null;
                        most_plot_ratio: string;
                        most_building_density?: string | null;
                        least_green_ratio?: string | null;
                        most_height?: string | null;
                        other?: string | null;
                    };
                    /** @description whole fen */
                    start_price: number;
                    /** @description whole fen */
                    step: number;
                    /** @description whole fen */
                    deposit: number;
                    decision: {
                        number: string;
                        /** Format: date */
                        date: string;
                    };
                    attachments: {
                        name: string;
                        digest: string;
                    }[];
                    reserve_price?: number | null;
                    price_cap?: number | null;
                    joint_bidding?: boolean | null;
                };
                area_mu: string;
                /** Format: date-time */
                submitted_at: string;
                reason: string;
                lot?: string | null;
            }[];
            next_cursor?: string | null;
        };
        ParcelInput: {
            terms: {
                number: string;
                title: string;
                location: string;
                region: string;
                boundary: Record<string, unknown>;
                /** @description square metres with two decimals */
                area: string;
                /** @enum {string} */
                use: "residential" | "industrial" | "public_service" | "commercial" | "mixed";
                term_years: number;
                planning: {
                    least_plot_ratio?: string | null;
                    most_plot_ratio: string;
                    most_building_density?: string | null;
                    least_green_ratio?: string | null;
                    most_height?: string | null;
                    other?: string | null;
                };
                /** @description whole fen */
                start_price: number;
                /** @description whole fen */
                step: number;
                /** @description whole fen */
                deposit: number;
                decision: {
                    number: string;
                    /** Format: date */
                    date: string;
                };
                attachments: {
                    name: string;
                    digest: string;
                }[];
                reserve_price?: number | null;
                price_cap?: number | null;
                joint_bidding?: boolean | null;
            };
        };
        ParcelView: {
            id: string;
            /** @enum {string} */
            state: "none" | "submitted" | "returned" | "withdrawn" | "taken";
            seller: string;
            seller_name: string;
            terms: {
                number: string;
                title: string;
                location: string;
                region: string;
                boundary: Record<string, unknown>;
                /** @description square metres with two decimals */
                area: string;
                /** @enum {string} */
                use: "residential" | "industrial" | "public_service" | "commercial" | "mixed";
                term_years: number;
                planning: {
                    least_plot_ratio?: string | null;
                    most_plot_ratio: string;
                    most_building_density?: string | null;
                    least_green_ratio?: string | null;
                    most_height?: string | null;
                    other?: string | null;
                };
                /** @description whole fen */
                start_price: number;
                /** @description whole fen */
                step: number;
                /** @description whole fen */
                deposit: number;
                decision: {
                    number: string;
                    /** Format: date */
                    date: string;
                };
                attachments: {
                    name: string;
                    digest: string;
                }[];
                reserve_price?: number | null;
                price_cap?: number | null;
                joint_bidding?: boolean | null;
            };
            area_mu: string;
            /** Format: date-time */
            submitted_at: string;
            reason: string;
            lot?: string | null;
        };
        PageOfListingView: {
            items: {
                id: string;
                /** @enum {string} */
                state: "none" | "draft" | "in_review" | "returned" | "published";
                seller: string;
                seller_name: string;
                title: string;
                profile: string;
                statement: string;
                lots: {
                    parcel: string;
                    terms: {
                        number: string;
                        title: string;
                        location: string;
                        region: string;
                        boundary: Record<string, unknown>;
                        /** @description square metres with two decimals */
                        area: string;
                        /** @enum {string} */
                        use: "residential" | "industrial" | "public_service" | "commercial" | "mixed";
                        term_years: number;
                        planning: {
                            least_plot_ratio?: string | null;
                            most_plot_ratio: string;
                            most_building_density?: string | null;
                            least_green_ratio?: string | null;
                            most_height?: string | null;
                            other?: string | null;
                        };
                        /** @description whole fen */
                        start_price: number;
                        /** @description whole fen */
                        step: number;
                        /** @description whole fen */
                        deposit: number;
                        decision: {
                            number: string;
                            /** Format: date */
                            date: string;
                        };
                        attachments: {
                            name: string;
                            digest: string;
                        }[];
                        reserve_price?: number | null;
                        price_cap?: number | null;
                        joint_bidding?: boolean | null;
                    };
                    area_mu: string;
                    times: {
                        /** Format: date-time */
                        application_from: string;
                        /** Format: date-time */
                        application_until: string;
                        /** Format: date-time */
                        deposit_until: string;
                        /** Format: date-time */
                        listing_start: string;
                        /** Format: date-time */
                        listing_end: string;
                        timed_start?: string | null;
                    };
                }[];
                published_lots: string[];
                author_name: string;
                may_review: boolean;
                may_edit: boolean;
                reason: string;
                /** Format: date-time */
                changed_at: string;
                published_at?: string | null;
                findings: {
                    code: string;
                    field: string;
                    zh: string;
                    en: string;
                }[];
            }[];
            next_cursor?: string | null;
        };
        ListingDraft: {
            title: string;
            profile: string;
            statement: string;
            lots: {
                parcel: string;
                times: {
                    /** Format: date-time */
                    application_from: string;
                    /** Format: date-time */
                    application_until: string;
                    /** Format: date-time */
                    deposit_until: string;
                    /** Format: date-time */
                    listing_start: string;
                    /** Format: date-time */
                    listing_end: string;
                    timed_start?: string | null;
                };
            }[];
        };
        ListingView: {
            id: string;
            /** @enum {string} */
            state: "none" | "draft" | "in_review" | "returned" | "published";
            seller: string;
            seller_name: string;
            title: string;
            profile: string;
            statement: string;
            lots: {
                parcel: string;
                terms: {
                    number: string;
                    title: string;
                    location: string;
                    region: string;
                    boundary: Record<string, unknown>;
                    /** @description square metres with two decimals */
                    area: string;
                    /** @enum {string} */
                    use: "residential" | "industrial" | "public_service" | "commercial" | "mixed";
                    term_years: number;
                    planning: {
                        least_plot_ratio?: string | null;
                        most_plot_ratio: string;
                        most_building_density?: string | null;
                        least_green_ratio?: string | null;
                        most_height?: string | null;
                        other?: string | null;
                    };
                    /** @description whole fen */
                    start_price: number;
                    /** @description whole fen */
                    step: number;
                    /** @description whole fen */
                    deposit: number;
                    decision: {
                        number: string;
                        /** Format: date */
                        date: string;
                    };
                    attachments: {
                        name: string;
                        digest: string;
                    }[];
                    reserve_price?: number | null;
                    price_cap?: number | null;
                    joint_bidding?: boolean | null;
                };
                area_mu: string;
                times: {
                    /** Format: date-time */
                    application_from: string;
                    /** Format: date-time */
                    application_until: string;
                    /** Format: date-time */
                    deposit_until: string;
                    /** Format: date-time */
                    listing_start: string;
                    /** Format: date-time */
                    listing_end: string;
                    timed_start?: string | null;
                };
            }[];
            published_lots: string[];
            author_name: string;
            may_review: boolean;
            may_edit: boolean;
            reason: string;
            /** Format: date-time */
            changed_at: string;
            published_at?: string | null;
            findings: {
                code: string;
                field: string;
                zh: string;
                en: string;
            }[];
        };
        PageOfNoticeView: {
            items: {
                id: string;
                /** @enum {string} */
                state: "none" | "proposed" | "published" | "returned";
                lot: string;
                lot_number: string;
                lot_title: string;
                content: {
                    /** @enum {string} */
                    kind: "supplementary" | "suspension" | "resumption" | "termination";
                    statement: string;
                    terms?: {
                        parcel: {
                            number: string;
                            title: string;
                            location: string;
                            region: string;
                            boundary: Record<string, unknown>;
                            /** @description square metres with two decimals */
                            area: string;
                            /** @enum {string} */
                            use: "residential" | "industrial" | "public_service" | "commercial" | "mixed";
                            term_years: number;
                            planning: {
                                least_plot_ratio?: string | null;
                                most_plot_ratio: string;
                                most_building_density?: string | null;
                                least_green_ratio?: string | null;
                                most_height?: string | null;
                                other?: string | null;
                            };
                            /** @description whole fen */
                            start_price: number;
                            /** @description whole fen */
                            step: number;
                            /** @description whole fen */
                            deposit: number;
                            decision: {
                                number: string;
                                /** Format: date */
                                date: string;
                            };
                            attachments: {
                                name: string;
                                digest: string;
                            }[];
                            reserve_price?: number | null;
                            price_cap?: number | null;
                            joint_bidding?: boolean | null;
                        };
                        times: {
                            /** Format: date-time */
                            application_from: string;
                            /** Format: date-time */
                            application_until: string;
                            /** Format: date-time */
                            deposit_until: string;
                            /** Format: date-time */
                            listing_start: string;
                            /** Format: date-time */
                            listing_end: string;
                            timed_start?: string | null;
                        };
                    } | null;
                    listing_end?: string | null;
                    timed_start?: string | null;
                };
                author_name: string;
                may_review: boolean;
                /** Format: date-time */
                proposed_at: string;
                reason: string;
            }[];
            next_cursor?: string | null;
        };
        NoticeContent: {
            /** @enum {string} */
            kind: "supplementary" | "suspension" | "resumption" | "termination";
            statement: string;
            terms?: {
                parcel: {
                    number: string;
                    title: string;
                    location: string;
                    region: string;
                    boundary: Record<string, unknown>;
                    /** @description square metres with two decimals */
                    area: string;
                    /** @enum {string} */
                    use: "residential" | "industrial" | "public_service" | "commercial" | "mixed";
                    term_years: number;
                    planning: {
                        least_plot_ratio?: string | null;
                        most_plot_ratio: string;
                        most_building_density?: string | null;
                        least_green_ratio?: string | null;
                        most_height?: string | null;
                        other?: string | null;
                    };
                    /** @description whole fen */
                    start_price: number;
                    /** @description whole fen */
                    step: number;
                    /** @description whole fen */
                    deposit: number;
                    decision: {
                        number: string;
                        /** Format: date */
                        date: string;
                    };
                    attachments: {
                        name: string;
                        digest: string;
                    }[];
                    reserve_price?: number | null;
                    price_cap?: number | null;
                    joint_bidding?: boolean | null;
                };
                times: {
                    /** Format: date-time */
                    application_from: string;
                    /** Format: date-time */
                    application_until: string;
                    /** Format: date-time */
                    deposit_until: string;
                    /** Format: date-time */
                    listing_start: string;
                    /** Format: date-time */
                    listing_end: string;
                    timed_start?: string | null;
                };
            } | null;
            listing_end?: string | null;
            timed_start?: string | null;
        };
        NoticeView: {
            id: string;
            /** @enum {string} */
            state: "none" | "proposed" | "published" | "returned";
            lot: string;
            lot_number: string;
            lot_title: string;
            content: {
                /** @enum {string} */
                kind: "supplementary" | "suspension" | "resumption" | "termination";
                statement: string;
                terms?: {
                    parcel: {
                        number: string;
                        title: string;
                        location: string;
                        region: string;
                        boundary: Record<string, unknown>;
                        /** @description square metres with two decimals */
                        area: string;
                        /** @enum {string} */
                        use: "residential" | "industrial" | "public_service" | "commercial" | "mixed";
                        term_years: number;
                        planning: {
                            least_plot_ratio?: string | null;
                            most_plot_ratio: string;
                            most_building_density?: string | null;
                            least_green_ratio?: string | null;
                            most_height?: string | null;
                            other?: string | null;
                        };
                        /** @description whole fen */
                        start_price: number;
                        /** @description whole fen */
                        step: number;
                        /** @description whole fen */
                        deposit: number;
                        decision: {
                            number: string;
                            /** Format: date */
                            date: string;
                        };
                        attachments: {
                            name: string;
                            digest: string;
                        }[];
                        reserve_price?: number | null;
                        price_cap?: number | null;
                        joint_bidding?: boolean | null;
                    };
                    times: {
                        /** Format: date-time */
                        application_from: string;
                        /** Format: date-time */
                        application_until: string;
                        /** Format: date-time */
                        deposit_until: string;
                        /** Format: date-time */
                        listing_start: string;
                        /** Format: date-time */
                        listing_end: string;
                        timed_start?: string | null;
                    };
                } | null;
                listing_end?: string | null;
                timed_start?: string | null;
            };
            author_name: string;
            may_review: boolean;
            /** Format: date-time */
            proposed_at: string;
            reason: string;
        };
        PageOfLotSummary: {
            items: {
                id: string;
                number: string;
                title: string;
                location: string;
                region: string;
                /** @enum {string} */
                use: "residential" | "industrial" | "public_service" | "commercial" | "mixed";
                /** @description square metres with two decimals */
                area: string;
                area_mu: string;
                /** @description whole fen */
                start_price: number;
                leading_price?: number | null;
                /** @enum {string} */
                phase: "announced" | "listing" | "frozen" | "waiting" | "question" | "timed" | "closing" | "sold" | "failed" | "terminated";
                suspended: boolean;
                /** Format: date-time */
                published_at: string;
                /** Format: date-time */
                listing_start: string;
                /** Format: date-time */
                listing_end: string;
                next_moment?: string | null;
            }[];
            next_cursor?: string | null;
        };
        LotView: {
            id: string;
            listing: string;
            seq: number;
            seller_name: string;
            /** @enum {string} */
            phase: "announced" | "listing" | "frozen" | "waiting" | "question" | "timed" | "closing" | "sold" | "failed" | "terminated";
            suspended: boolean;
            reason: string;
            terms: {
                parcel: {
                    number: string;
                    title: string;
                    location: string;
                    region: string;
                    boundary: Record<string, unknown>;
                    /** @description square metres with two decimals */
                    area: string;
                    /** @enum {string} */
                    use: "residential" | "industrial" | "public_service" | "commercial" | "mixed";
                    term_years: number;
                    planning: {
                        least_plot_ratio?: string | null;
                        most_plot_ratio: string;
                        most_building_density?: string | null;
                        least_green_ratio?: string | null;
                        most_height?: string | null;
                        other?: string | null;
                    };
                    /** @description whole fen */
                    start_price: number;
                    /** @description whole fen */
                    step: number;
                    /** @description whole fen */
                    deposit: number;
                    decision: {
                        number: string;
                        /** Format: date */
                        date: string;
                    };
                    attachments: {
                        name: string;
                        digest: string;
                    }[];
                    reserve_price?: number | null;
                    price_cap?: number | null;
                    joint_bidding?: boolean | null;
                };
                times: {
                    /** Format: date-time */
                    application_from: string;
                    /** Format: date-time */
                    application_until: string;
                    /** Format: date-time */
                    deposit_until: string;
                    /** Format: date-time */
                    listing_start: string;
                    /** Format: date-time */
                    listing_end: string;
                    timed_start?: string | null;
                };
            };
            area_mu: string;
            profile: {
                id: string;
                name_zh: string;
                name_en: string;
                source: string;
                rules: {
                    notice_before_listing: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    listing_period: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    application_close_before_end: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    least_deposit: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    most_deposit: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    loser_refund: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    result_publication: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    deal_publicity: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    contract_signing: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                };
                term_limits: {
                    /** @enum {string} */
                    use: "residential" | "industrial" | "public_service" | "commercial" | "mixed";
                    years: number;
                    article: string;
                }[];
                freeze_seconds: number;
                question?: {
                    seconds: number;
                    least_yes: number;
                } | null;
                window_seconds: number;
                /** @enum {string} */
                timed_start: "fixed_time" | "after_listing" | "after_question";
                /** @enum {string} */
                who_may_enter: "qualified" | "quoted_in_listing";
                /** @enum {string} */
                increments: "at_least_one_step" | "whole_steps";
                leader_may_raise_itself: boolean;
                /** @enum {string} */
                moment_of_closing: "too_late" | "in_time";
                outages?: {
                    silence_seconds: number;
                    slow_milliseconds: number;
                    last_stretch_seconds: number;
                    article: string;
                } | null;
            };
            /** Format: date-time */
            published_at: string;
            leader?: {
                number: number;
                /** @description whole fen */
                price: number;
                /** Format: date-time */
                at: string;
                mine: boolean;
                plate?: string | null;
            } | null;
            /** @description whole fen */
            next_price: number;
            until?: string | null;
            next_moment?: string | null;
            result?: {
                sold: boolean;
                price?: number | null;
                premium?: number | null;
                premium_rate?: number | null;
                plate?: string | null;
                winner_name?: string | null;
                /** Format: date-time */
                closed_at: string;
            } | null;
            deal?: {
                seller_signed_at?: string | null;
                winner_signed_at?: string | null;
                refused_at?: string | null;
                contract_number: string;
                contract_signed_on?: string | null;
                /** Format: date */
                contract_due: string;
            } | null;
            announcements: {
                id: string;
                /** @enum {string} */
                kind: "listing" | "supplementary" | "suspension" | "resumption" | "termination" | "deal_publicity" | "result" | "correction" | "tender" | "tender_change" | "opening_record" | "tender_failed";
                index_number: string;
                title: string;
                summary: string;
                lots: string[];
                /** Format: date-time */
                released_at: string;
                corrects?: string | null;
                corrected_by?: string | null;
                html_digest: string;
                json_digest: string;
                event_digest: string;
            }[];
            obligations: {
                id: string;
                /** @enum {string} */
                state: "none" | "due" | "drafted" | "met";
                /** @enum {string} */
                kind: "listing" | "supplementary" | "suspension" | "resumption" | "termination" | "deal_publicity" | "result" | "correction" | "tender" | "tender_change" | "opening_record" | "tender_failed";
                lot: string;
                title: string;
                /** Format: date */
                due_date: string;
                provisional: boolean;
                article: string;
                /** @enum {string} */
                light: "green" | "yellow" | "red";
                /** Format: date-time */
                caused_at: string;
                document?: string | null;
                met_at?: string | null;
                met_late: boolean;
            }[];
            timeline: {
                /** Format: date-time */
                at: string;
                type: string;
                digest: string;
                outage?: {
                    /** Format: date-time */
                    from: string;
                    /** Format: date-time */
                    to: string;
                    /** @enum {string} */
                    cause: "server_silent" | "slow_decisions" | "probe_failed" | "commands_refused";
                    until?: string | null;
                    /** Format: date-time */
                    listing_end: string;
                } | null;
            }[];
        };
        PageOfQuoteView: {
            items: {
                number: number;
                /** @description whole fen */
                price: number;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                stage: "listing" | "timed";
                mine: boolean;
                plate?: string | null;
                event_digest: string;
            }[];
            next_cursor?: string | null;
        };
        ApplicationInput: {
            accepts_rules: boolean;
        };
        ApplicationView: {
            id: string;
            lot: string;
            lot_number: string;
            lot_title: string;
            /** @enum {string} */
            state: "none" | "applied" | "qualified" | "unqualified" | "won" | "settled" | "forfeited";
            deposit_reference: string;
            /** @description whole fen */
            deposit: number;
            /** Format: date-time */
            deposit_until: string;
            account: {
                name: string;
                bank: string;
                number: string;
            };
            plate?: string | null;
            /** Format: date-time */
            applied_at: string;
            history: {
                /** Format: date-time */
                at: string;
                type: string;
                values: string[];
            }[];
        };
        PageOfApplicationView: {
            items: {
                id: string;
                lot: string;
                lot_number: string;
                lot_title: string;
                /** @enum {string} */
                state: "none" | "applied" | "qualified" | "unqualified" | "won" | "settled" | "forfeited";
                deposit_reference: string;
                /** @description whole fen */
                deposit: number;
                /** Format: date-time */
                deposit_until: string;
                account: {
                    name: string;
                    bank: string;
                    number: string;
                };
                plate?: string | null;
                /** Format: date-time */
                applied_at: string;
                history: {
                    /** Format: date-time */
                    at: string;
                    type: string;
                    values: string[];
                }[];
            }[];
            next_cursor?: string | null;
        };
        PageOfBankLineView: {
            items: {
                id: string;
                /** @enum {string} */
                state: "none" | "entered" | "matched" | "mismatched" | "resolved" | "held" | "returned";
                bank_reference: string;
                reference: string;
                payer: string;
                /** @description whole fen */
                amount: number;
                /** Format: date-time */
                received_at: string;
                /** Format: date-time */
                entered_at: string;
                mismatch: string;
                proposed_by_name: string;
                proposal: string;
                may_confirm: boolean;
            }[];
            next_cursor?: string | null;
        };
        BankLineInput: {
            bank_reference: string;
            reference: string;
            payer: string;
            /** @description whole fen */
            amount: number;
            /** Format: date-time */
            received_at: string;
        };
        BankLineView: {
            id: string;
            /** @enum {string} */
            state: "none" | "entered" | "matched" | "mismatched" | "resolved" | "held" | "returned";
            bank_reference: string;
            reference: string;
            payer: string;
            /** @description whole fen */
            amount: number;
            /** Format: date-time */
            received_at: string;
            /** Format: date-time */
            entered_at: string;
            mismatch: string;
            proposed_by_name: string;
            proposal: string;
            may_confirm: boolean;
        };
        BankImport: {
            lines: {
                bank_reference: string;
                reference: string;
                payer: string;
                /** @description whole fen */
                amount: number;
                /** Format: date-time */
                received_at: string;
            }[];
        };
        ResolutionInput: {
            /** @enum {string} */
            resolution: "return_to_payer" | "entered_wrongly";
            reason: string;
        };
        PageOfRefundView: {
            items: {
                id: string;
                /** @enum {string} */
                state: "none" | "due" | "paid";
                reference: string;
                payee: string;
                /** @description whole fen */
                amount: number;
                /** Format: date */
                due_date: string;
                /** @enum {string} */
                light: "green" | "yellow" | "red";
                paid_at?: string | null;
                bank_reference: string;
            }[];
            next_cursor?: string | null;
        };
        PaymentInput: {
            bank_reference: string;
        };
        RefundView: {
            id: string;
            /** @enum {string} */
            state: "none" | "due" | "paid";
            reference: string;
            payee: string;
            /** @description whole fen */
            amount: number;
            /** Format: date */
            due_date: string;
            /** @enum {string} */
            light: "green" | "yellow" | "red";
            paid_at?: string | null;
            bank_reference: string;
        };
        SignedAct: {
            statement: string;
        };
        QuoteAnswer: {
            lot: string;
            number: number;
            /** @description whole fen */
            price: number;
            /** Format: date-time */
            at: string;
            until?: string | null;
            event_digest: string;
            receipt: string;
        };
        ActAnswer: {
            lot: string;
            /** Format: date-time */
            at: string;
            event_digest: string;
            receipt: string;
        };
        ConfirmationView: {
            lot: string;
            text: string;
            digest: string;
            seller_signed_at?: string | null;
            winner_signed_at?: string | null;
            refused_at?: string | null;
            may_sign: boolean;
            may_refuse: boolean;
        };
        ContractInput: {
            number: string;
            /** Format: date */
            signed_on: string;
        };
        ProbeAnswer: {
            /** Format: date-time */
            at: string;
            outage_from?: string | null;
            answer: string;
        };
        PageOfReceiptView: {
            items: {
                event_digest: string;
                lot: string;
                kind: string;
                /** Format: date-time */
                at: string;
                subject: Record<string, unknown>;
                receipt: string;
            }[];
            next_cursor?: string | null;
        };
        ProofBundle: {
            format: string;
            receipt: string;
            certificate: string;
            event_body?: string | null;
            log_proof?: {
                event_digest: string;
                leaf_index: number;
                tree_size: number;
                hashes: string[];
                checkpoint: string;
            } | null;
            time_stamp?: {
                log_proof: {
                    event_digest: string;
                    leaf_index: number;
                    tree_size: number;
                    hashes: string[];
                    checkpoint: string;
                };
                response: string;
                /** Format: date-time */
                at: string;
            } | null;
        };
        PageOfCeremonyView: {
            items: {
                id: string;
                /** @enum {string} */
                state: "none" | "joining" | "announcing" | "showing" | "dealing" | "confirming" | "complete" | "aborted";
                plan: {
                    id: string;
                    officers: number;
                    threshold: number;
                    keys: number;
                };
                least_bodies: number;
                article: string;
                officers: {
                    holder: number;
                    name: string;
                    body_name: string;
                    is_me: boolean;
                    has_spoken: boolean;
                }[];
                gate_has_spoken: boolean;
                missing: number[];
                sealing_keys: string[];
                commitments: string[];
                keys_left: number;
                transcript?: string | null;
                reason: string;
                blamed?: number | null;
                /** Format: date-time */
                called_at: string;
            }[];
            next_cursor?: string | null;
        };
        CeremonyInput: {
            officers: string[];
            threshold: number;
            keys: number;
        };
        CeremonyView: {
            id: string;
            /** @enum {string} */
            state: "none" | "joining" | "announcing" | "showing" | "dealing" | "confirming" | "complete" | "aborted";
            plan: {
                id: string;
                officers: number;
                threshold: number;
                keys: number;
            };
            least_bodies: number;
            article: string;
            officers: {
                holder: number;
                name: string;
                body_name: string;
                is_me: boolean;
                has_spoken: boolean;
            }[];
            gate_has_spoken: boolean;
            missing: number[];
            sealing_keys: string[];
            commitments: string[];
            keys_left: number;
            transcript?: string | null;
            reason: string;
            blamed?: number | null;
            /** Format: date-time */
            called_at: string;
        };
        PageOfOpeningOfficerView: {
            items: {
                person: string;
                name: string;
                body: string;
                body_name: string;
                has_certificate: boolean;
            }[];
            next_cursor?: string | null;
        };
        SpokenWord: {
            statement: string;
            text: string;
            envelopes: string[];
        };
        AbortInput: {
            reason: string;
        };
        PlainText: {
            text: string;
        };
        PageOfSharesView: {
            items: {
                dealer: number;
                envelope: string;
                message: string;
            }[];
            next_cursor?: string | null;
        };
        MethodList: {
            items: {
                id: string;
                name_zh: string;
                name_en: string;
                source: string;
                stage: string;
                rules: {
                    documents_available: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    issue_to_deadline: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    change_before_deadline: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    objection_before_deadline: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    objection_answer: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    most_bid_security: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    bid_validity: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    failure_announcement: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                };
                most_bid_security_amount: {
                    /** @description whole fen */
                    amount: number;
                    article: string;
                };
                quorum: {
                    least: number;
                    article: string;
                };
                key_bodies: {
                    least: number;
                    article: string;
                };
                patience: {
                    minutes: number;
                    article: string;
                };
                outages: {
                    silence_seconds: number;
                    slow_milliseconds: number;
                    last_stretch_seconds: number;
                    article: string;
                };
                floor_price: boolean;
                floor_price_article: string;
            }[];
        };
        PageOfTenderView: {
            items: {
                id: string;
                /** @enum {string} */
                state: "none" | "draft" | "in_review" | "returned" | "published";
                tenderer: string;
                tenderer_name: string;
                draft: {
                    title: string;
                    project_number: string;
                    method: string;
                    statement: string;
                    lots: {
                        terms: {
                            number: string;
                            title: string;
                            region: string;
                            location: string;
                            scope: string;
                            qualification: string;
                            evaluation: string;
                            /** @description whole fen */
                            estimate: number;
                            validity_days: number;
                            security: {
                                /** @description whole fen */
                                amount: number;
                                guarantee: boolean;
                                transfer: boolean;
                            };
                            opening_is_public: boolean;
                            sections: {
                                number: string;
                                title: string;
                                text: string;
                            }[];
                            attachments: {
                                name: string;
                                digest: string;
                            }[];
                            fields: {
                                name: string;
                                label_zh: string;
                                label_en: string;
                                /** @enum {string} */
                                kind: "money" | "days" | "text" | "yes_or_no";
                                required: boolean;
                                least?: number | null;
                                most?: number | null;
                                in_words: boolean;
                            }[];
                            files: string[];
                        };
                        times: {
                            /** Format: date-time */
                            documents_until: string;
                            /** Format: date-time */
                            questions_until: string;
                            /** Format: date-time */
                            deadline: string;
                        };
                    }[];
                };
                published_lots: string[];
                author_name: string;
                reason: string;
                may_edit: boolean;
                may_review: boolean;
                findings: {
                    code: string;
                    field: string;
                    zh: string;
                    en: string;
                }[];
                /** Format: date-time */
                changed_at: string;
                published_at?: string | null;
            }[];
            next_cursor?: string | null;
        };
        TenderDraft: {
            title: string;
            project_number: string;
            method: string;
            statement: string;
            lots: {
                terms: {
                    number: string;
                    title: string;
                    region: string;
                    location: string;
                    scope: string;
                    qualification: string;
                    evaluation: string;
                    /** @description whole fen */
                    estimate: number;
                    validity_days: number;
                    security: {
                        /** @description whole fen */
                        amount: number;
                        guarantee: boolean;
                        transfer: boolean;
                    };
                    opening_is_public: boolean;
                    sections: {
                        number: string;
                        title: string;
                        text: string;
                    }[];
                    attachments: {
                        name: string;
                        digest: string;
                    }[];
                    fields: {
                        name: string;
                        label_zh: string;
                        label_en: string;
                        /** @enum {string} */
                        kind: "money" | "days" | "text" | "yes_or_no";
                        required: boolean;
                        least?: number | null;
                        most?: number | null;
                        in_words: boolean;
                    }[];
                    files: string[];
                };
                times: {
                    /** Format: date-time */
                    documents_until: string;
                    /** Format: date-time */
                    questions_until: string;
                    /** Format: date-time */
                    deadline: string;
                };
            }[];
        };
        TenderView: {
            id: string;
            /** @enum {string} */
            state: "none" | "draft" | "in_review" | "returned" | "published";
            tenderer: string;
            tenderer_name: string;
            draft: {
                title: string;
                project_number: string;
                method: string;
                statement: string;
                lots: {
                    terms: {
                        number: string;
                        title: string;
                        region: string;
                        location: string;
                        scope: string;
                        qualification: string;
                        evaluation: string;
                        /** @description whole fen */
                        estimate: number;
                        validity_days: number;
                        security: {
                            /** @description whole fen */
                            amount: number;
                            guarantee: boolean;
                            transfer: boolean;
                        };
                        opening_is_public: boolean;
                        sections: {
                            number: string;
                            title: string;
                            text: string;
                        }[];
                        attachments: {
                            name: string;
                            digest: string;
                        }[];
                        fields: {
                            name: string;
                            label_zh: string;
                            label_en: string;
                            /** @enum {string} */
                            kind: "money" | "days" | "text" | "yes_or_no";
                            required: boolean;
                            least?: number | null;
                            most?: number | null;
                            in_words: boolean;
                        }[];
                        files: string[];
                    };
                    times: {
                        /** Format: date-time */
                        documents_until: string;
                        /** Format: date-time */
                        questions_until: string;
                        /** Format: date-time */
                        deadline: string;
                    };
                }[];
            };
            published_lots: string[];
            author_name: string;
            reason: string;
            may_edit: boolean;
            may_review: boolean;
            findings: {
                code: string;
                field: string;
                zh: string;
                en: string;
            }[];
            /** Format: date-time */
            changed_at: string;
            published_at?: string | null;
        };
        ReturnInput: {
            reason: string;
        };
        PublishTenderInput: {
            ceremony: string;
        };
        PageOfTenderNoticeView: {
            items: {
                id: string;
                /** @enum {string} */
                state: "none" | "proposed" | "published" | "returned";
                lot: string;
                lot_number: string;
                lot_title: string;
                content: {
                    /** @enum {string} */
                    kind: "change" | "suspension" | "resumption" | "termination";
                    statement: string;
                    change?: {
                        terms: {
                            number: string;
                            title: string;
                            region: string;
                            location: string;
                            scope: string;
                            qualification: string;
                            evaluation: string;
                            /** @description whole fen */
                            estimate: number;
                            validity_days: number;
                            security: {
                                /** @description whole fen */
                                amount: number;
                                guarantee: boolean;
                                transfer: boolean;
                            };
                            opening_is_public: boolean;
                            sections: {
                                number: string;
                                title: string;
                                text: string;
                            }[];
                            attachments: {
                                name: string;
                                digest: string;
                            }[];
                            fields: {
                                name: string;
                                label_zh: string;
                                label_en: string;
                                /** @enum {string} */
                                kind: "money" | "days" | "text" | "yes_or_no";
                                required: boolean;
                                least?: number | null;
                                most?: number | null;
                                in_words: boolean;
                            }[];
                            files: string[];
                        };
                        times: {
                            /** Format: date-time */
                            documents_until: string;
                            /** Format: date-time */
                            questions_until: string;
                            /** Format: date-time */
                            deadline: string;
                        };
                        answers: {
                            question: string;
                            text: string;
                            answer: string;
                        }[];
                        affects_bids: boolean;
                    } | null;
                };
                author_name: string;
                may_review: boolean;
                /** Format: date-time */
                proposed_at: string;
                reason: string;
            }[];
            next_cursor?: string | null;
        };
        TenderNoticeContent: {
            /** @enum {string} */
            kind: "change" | "suspension" | "resumption" | "termination";
            statement: string;
            change?: {
                terms: {
                    number: string;
                    title: string;
                    region: string;
                    location: string;
                    scope: string;
                    qualification: string;
                    evaluation: string;
                    /** @description whole fen */
                    estimate: number;
                    validity_days: number;
                    security: {
                        /** @description whole fen */
                        amount: number;
                        guarantee: boolean;
                        transfer: boolean;
                    };
                    opening_is_public: boolean;
                    sections: {
                        number: string;
                        title: string;
                        text: string;
                    }[];
                    attachments: {
                        name: string;
                        digest: string;
                    }[];
                    fields: {
                        name: string;
                        label_zh: string;
                        label_en: string;
                        /** @enum {string} */
                        kind: "money" | "days" | "text" | "yes_or_no";
                        required: boolean;
                        least?: number | null;
                        most?: number | null;
                        in_words: boolean;
                    }[];
                    files: string[];
                };
                times: {
                    /** Format: date-time */
                    documents_until: string;
                    /** Format: date-time */
                    questions_until: string;
                    /** Format: date-time */
                    deadline: string;
                };
                answers: {
                    question: string;
                    text: string;
                    answer: string;
                }[];
                affects_bids: boolean;
            } | null;
        };
        TenderNoticeView: {
            id: string;
            /** @enum {string} */
            state: "none" | "proposed" | "published" | "returned";
            lot: string;
            lot_number: string;
            lot_title: string;
            content: {
                /** @enum {string} */
                kind: "change" | "suspension" | "resumption" | "termination";
                statement: string;
                change?: {
                    terms: {
                        number: string;
                        title: string;
                        region: string;
                        location: string;
                        scope: string;
                        qualification: string;
                        evaluation: string;
                        /** @description whole fen */
                        estimate: number;
                        validity_days: number;
                        security: {
                            /** @description whole fen */
                            amount: number;
                            guarantee: boolean;
                            transfer: boolean;
                        };
                        opening_is_public: boolean;
                        sections: {
                            number: string;
                            title: string;
                            text: string;
                        }[];
                        attachments: {
                            name: string;
                            digest: string;
                        }[];
                        fields: {
                            name: string;
                            label_zh: string;
                            label_en: string;
                            /** @enum {string} */
                            kind: "money" | "days" | "text" | "yes_or_no";
                            required: boolean;
                            least?: number | null;
                            most?: number | null;
                            in_words: boolean;
                        }[];
                        files: string[];
                    };
                    times: {
                        /** Format: date-time */
                        documents_until: string;
                        /** Format: date-time */
                        questions_until: string;
                        /** Format: date-time */
                        deadline: string;
                    };
                    answers: {
                        question: string;
                        text: string;
                        answer: string;
                    }[];
                    affects_bids: boolean;
                } | null;
            };
            author_name: string;
            may_review: boolean;
            /** Format: date-time */
            proposed_at: string;
            reason: string;
        };
        PageOfTenderSummary: {
            items: {
                id: string;
                number: string;
                title: string;
                tenderer_name: string;
                region: string;
                location: string;
                /** @enum {string} */
                state: "none" | "open" | "closed" | "adjourned" | "opened" | "failed" | "terminated";
                suspended: boolean;
                /** @description whole fen */
                estimate: number;
                /** Format: date-time */
                published_at: string;
                /** Format: date-time */
                deadline: string;
            }[];
            next_cursor?: string | null;
        };
        TenderLotView: {
            id: string;
            tender: string;
            seq: number;
            tenderer_name: string;
            /** @enum {string} */
            state: "none" | "open" | "closed" | "adjourned" | "opened" | "failed" | "terminated";
            suspended: boolean;
            takes_bids: boolean;
            reason: string;
            terms: {
                number: string;
                title: string;
                region: string;
                location: string;
                scope: string;
                qualification: string;
                evaluation: string;
                /** @description whole fen */
                estimate: number;
                validity_days: number;
                security: {
                    /** @description whole fen */
                    amount: number;
                    guarantee: boolean;
                    transfer: boolean;
                };
                opening_is_public: boolean;
                sections: {
                    number: string;
                    title: string;
                    text: string;
                }[];
                attachments: {
                    name: string;
                    digest: string;
                }[];
                fields: {
                    name: string;
                    label_zh: string;
                    label_en: string;
                    /** @enum {string} */
                    kind: "money" | "days" | "text" | "yes_or_no";
                    required: boolean;
                    least?: number | null;
                    most?: number | null;
                    in_words: boolean;
                }[];
                files: string[];
            };
            times: {
                /** Format: date-time */
                documents_until: string;
                /** Format: date-time */
                questions_until: string;
                /** Format: date-time */
                deadline: string;
            };
            method: {
                id: string;
                name_zh: string;
                name_en: string;
                source: string;
                stage: string;
                rules: {
                    documents_available: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    issue_to_deadline: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    change_before_deadline: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    objection_before_deadline: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    objection_answer: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    most_bid_security: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    bid_validity: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                    failure_announcement: {
                        value: number;
                        /** @enum {string} */
                        unit: "calendar_days" | "working_days" | "percent";
                        article: string;
                    };
                };
                most_bid_security_amount: {
                    /** @description whole fen */
                    amount: number;
                    article: string;
                };
                quorum: {
                    least: number;
                    article: string;
                };
                key_bodies: {
                    least: number;
                    article: string;
                };
                patience: {
                    minutes: number;
                    article: string;
                };
                outages: {
                    silence_seconds: number;
                    slow_milliseconds: number;
                    last_stretch_seconds: number;
                    article: string;
                };
                floor_price: boolean;
                floor_price_article: string;
            };
            documents_version: number;
            key: {
                ceremony: string;
                number: number;
                point: string;
                certificate: string;
                /** Format: date-time */
                opens_at: string;
                officers: number;
                threshold: number;
            };
            holders: {
                holder: number;
                name: string;
                body_name: string;
                cosigned: boolean;
                released: boolean;
            }[];
            /** Format: date-time */
            published_at: string;
            closed_at?: string | null;
            closing_list?: string | null;
            submissions: number;
            waiting_since?: string | null;
            adjourned_at?: string | null;
            opening_hidden: boolean;
            bids: {
                submission: string;
                /** @enum {string} */
                verdict: "opened" | "revoked" | "taken_back";
                fault: string;
                bidder: string;
                bidder_name: string;
                letter?: string | null;
                findings: string[];
                security?: {
                    reference: string;
                    /** @description whole fen */
                    amount: number;
                } | null;
            }[];
            files: {
                submission: string;
                part: string;
                /** @enum {string} */
                verdict: "opened" | "revoked" | "taken_back";
                fault: string;
                digest?: string | null;
                size: number;
            }[];
            files_wait: boolean;
            objections: {
                number: number;
                bidder: string;
                text: string;
                answer?: string | null;
            }[];
            record?: string | null;
            announcements: {
                id: string;
                /** @enum {string} */
                kind: "listing" | "supplementary" | "suspension" | "resumption" | "termination" | "deal_publicity" | "result" | "correction" | "tender" | "tender_change" | "opening_record" | "tender_failed";
                index_number: string;
                title: string;
                summary: string;
                lots: string[];
                /** Format: date-time */
                released_at: string;
                corrects?: string | null;
                corrected_by?: string | null;
                html_digest: string;
                json_digest: string;
                event_digest: string;
            }[];
            timeline: {
                /** Format: date-time */
                at: string;
                type: string;
                digest: string;
                data: Record<string, unknown>;
            }[];
            /** Format: date-time */
            now: string;
        };
        PageOfCosignatureView: {
            items: {
                holder: number;
                statement: string;
                certificate: string;
            }[];
            next_cursor?: string | null;
        };
        CosignInput: {
            statement: string;
        };
        PageOfTenderQuestionView: {
            items: {
                id: string;
                lot: string;
                /** @enum {string} */
                state: "none" | "asked" | "answered";
                text: string;
                answer: string;
            }[];
            next_cursor?: string | null;
        };
        ClosingEvidence: {
            list: string;
            event_body: string;
            log_proof?: {
                event_digest: string;
                leaf_index: number;
                tree_size: number;
                hashes: string[];
                checkpoint: string;
            } | null;
            certificate: string;
            transcript: string;
        };
        PartsInput: {
            statement: string;
            parts: string;
        };
        ReconveneInput: {
            /** Format: date-time */
            at: string;
        };
        ObjectionInput: {
            text: string;
        };
        AnswerInput: {
            number: number;
            answer: string;
        };
        RecordView: {
            text: string;
            digest: string;
        };
        SignedInput: {
            statement: string;
        };
        SealedFileView: {
            submission: string;
            part: string;
            digest: string;
            size: number;
            chunk_bytes: number;
            agreed: string;
        };
        OpeningBundle: {
            format: string;
            certificate: string;
            transcript: string;
            list: string;
            event_body: string;
            log_proof?: Record<string, unknown> | null;
            officers: number[];
            released: {
                holder: number;
                parts: string;
            }[];
            bids: {
                submission: string;
                /** @enum {string} */
                verdict: "opened" | "revoked" | "taken_back";
                fault: string;
                bidder: string;
                bidder_name: string;
                letter?: string | null;
                findings: string[];
                security?: {
                    reference: string;
                    /** @description whole fen */
                    amount: number;
                } | null;
            }[];
            letters: {
                submission: string;
                letter?: string | null;
            }[];
        };
        BeginUpload: {
            size: number;
        };
        SealedUploadView: {
            id: string;
            size: number;
            chunk_bytes: number;
            missing: number[];
            digest?: string | null;
            submitted: boolean;
            /** Format: date-time */
            begun_at: string;
        };
        PageOfSealedUploadView: {
            items: {
                id: string;
                size: number;
                chunk_bytes: number;
                missing: number[];
                digest?: string | null;
                submitted: boolean;
                /** Format: date-time */
                begun_at: string;
            }[];
            next_cursor?: string | null;
        };
        SubmissionView: {
            id: string;
            lot: string;
            lot_number: string;
            lot_title: string;
            /** @enum {string} */
            state: "none" | "complete" | "withdrawn";
            number: number;
            documents_version: number;
            documents_outdated: boolean;
            parts: {
                part: string;
                digest: string;
                size: number;
                point: string;
            }[];
        };
        SubmissionInput: {
            statement: string;
            uploads: string[];
        };
        SubmissionAnswer: {
            id: string;
            lot: string;
            /** @enum {string} */
            state: "none" | "complete" | "withdrawn";
            number: number;
            /** Format: date-time */
            at: string;
            event_digest: string;
            receipt: string;
        };
        WithdrawalInput: {
            statement: string;
        };
        TrialInput: {
            parts: {
                part: string;
                upload: string;
            }[];
        };
        TrialAnswer: {
            parts: {
                part: string;
                /** @enum {string} */
                verdict: "opened" | "revoked" | "taken_back";
                fault: string;
                size: number;
            }[];
            findings: string[];
            letter?: Record<string, unknown> | null;
            would_stand: boolean;
        };
        PageOfSubmissionView: {
            items: {
                id: string;
                lot: string;
                lot_number: string;
                lot_title: string;
                /** @enum {string} */
                state: "none" | "complete" | "withdrawn";
                number: number;
                documents_version: number;
                documents_outdated: boolean;
                parts: {
                    part: string;
                    digest: string;
                    size: number;
                    point: string;
                }[];
            }[];
            next_cursor?: string | null;
        };
        QuestionInput: {
            text: string;
        };
        TenderQuestionView: {
            id: string;
            lot: string;
            /** @enum {string} */
            state: "none" | "asked" | "answered";
            text: string;
            answer: string;
        };
        SecurityTransfersView: {
            reference: string;
            payer: string;
            /** @description whole fen */
            received: number;
            items: {
                /** @description whole fen */
                amount: number;
                /** Format: date-time */
                received_at: string;
                from_own_account: boolean;
            }[];
        };
        SecurityReturnInput: {
            reference: string;
        };
        PageOfWatchedTender: {
            items: {
                lot: string;
                number: string;
                title: string;
                /** @enum {string} */
                state: "none" | "open" | "closed" | "adjourned" | "opened" | "failed" | "terminated";
                suspended: boolean;
                /** Format: date-time */
                deadline: string;
                documents_version: number;
                seen_version: number;
                announcements: number;
                seen_announcements: number;
                changed: boolean;
            }[];
            next_cursor?: string | null;
        };
        WatchInput: {
            seen_version: number;
            seen_announcements?: number | null;
        };
        WatchedTender: {
            lot: string;
            number: string;
            title: string;
            /** @enum {string} */
            state: "none" | "open" | "closed" | "adjourned" | "opened" | "failed" | "terminated";
            suspended: boolean;
            /** Format: date-time */
            deadline: string;
            documents_version: number;
            seen_version: number;
            announcements: number;
            seen_announcements: number;
            changed: boolean;
        };
        PageOfDocumentView: {
            items: {
                id: string;
                /** @enum {string} */
                state: "none" | "drafted" | "returned" | "released";
                content: {
                    /** @enum {string} */
                    kind: "listing" | "supplementary" | "suspension" | "resumption" | "termination" | "deal_publicity" | "result" | "correction" | "tender" | "tender_change" | "opening_record" | "tender_failed";
                    title: string;
                    summary: string;
                    issuer: string;
                    lots: string[];
                    sections: {
                        heading_zh: string;
                        heading_en: string;
                        facts: {
                            label_zh: string;
                            label_en: string;
                            value: string;
                        }[];
                        paragraphs: string[];
                    }[];
                    statement: string;
                    data: Record<string, unknown>;
                    corrects?: {
                        id: string;
                        index_number: string;
                        title: string;
                    } | null;
                };
                author_name: string;
                may_release: boolean;
                /** Format: date-time */
                drafted_at: string;
                released_at?: string | null;
                index_number?: string | null;
                corrects?: string | null;
                reason: string;
                obligation?: {
                    id: string;
                    /** @enum {string} */
                    state: "none" | "due" | "drafted" | "met";
                    /** @enum {string} */
                    kind: "listing" | "supplementary" | "suspension" | "resumption" | "termination" | "deal_publicity" | "result" | "correction" | "tender" | "tender_change" | "opening_record" | "tender_failed";
                    lot: string;
                    title: string;
                    /** Format: date */
                    due_date: string;
                    provisional: boolean;
                    article: string;
                    /** @enum {string} */
                    light: "green" | "yellow" | "red";
                    /** Format: date-time */
                    caused_at: string;
                    document?: string | null;
                    met_at?: string | null;
                    met_late: boolean;
                } | null;
            }[];
            next_cursor?: string | null;
        };
        DocumentView: {
            id: string;
            /** @enum {string} */
            state: "none" | "drafted" | "returned" | "released";
            content: {
                /** @enum {string} */
                kind: "listing" | "supplementary" | "suspension" | "resumption" | "termination" | "deal_publicity" | "result" | "correction" | "tender" | "tender_change" | "opening_record" | "tender_failed";
                title: string;
                summary: string;
                issuer: string;
                lots: string[];
                sections: {
                    heading_zh: string;
                    heading_en: string;
                    facts: {
                        label_zh: string;
                        label_en: string;
                        value: string;
                    }[];
                    paragraphs: string[];
                }[];
                statement: string;
                data: Record<string, unknown>;
                corrects?: {
                    id: string;
                    index_number: string;
                    title: string;
                } | null;
            };
            author_name: string;
            may_release: boolean;
            /** Format: date-time */
            drafted_at: string;
            released_at?: string | null;
            index_number?: string | null;
            corrects?: string | null;
            reason: string;
            obligation?: {
                id: string;
                /** @enum {string} */
                state: "none" | "due" | "drafted" | "met";
                /** @enum {string} */
                kind: "listing" | "supplementary" | "suspension" | "resumption" | "termination" | "deal_publicity" | "result" | "correction" | "tender" | "tender_change" | "opening_record" | "tender_failed";
                lot: string;
                title: string;
                /** Format: date */
                due_date: string;
                provisional: boolean;
                article: string;
                /** @enum {string} */
                light: "green" | "yellow" | "red";
                /** Format: date-time */
                caused_at: string;
                document?: string | null;
                met_at?: string | null;
                met_late: boolean;
            } | null;
        };
        RevisionInput: {
            statement: string;
        };
        ReleaseInput: {
            secrecy_reviewed: boolean;
            opinion: string;
        };
        CorrectionInput: {
            statement: string;
        };
        PageOfAnnouncementView: {
            items: {
                id: string;
                /** @enum {string} */
                kind: "listing" | "supplementary" | "suspension" | "resumption" | "termination" | "deal_publicity" | "result" | "correction" | "tender" | "tender_change" | "opening_record" | "tender_failed";
                index_number: string;
                title: string;
                summary: string;
                lots: string[];
                /** Format: date-time */
                released_at: string;
                corrects?: string | null;
                corrected_by?: string | null;
                html_digest: string;
                json_digest: string;
                event_digest: string;
            }[];
            next_cursor?: string | null;
        };
        AnnouncementView: {
            id: string;
            /** @enum {string} */
            kind: "listing" | "supplementary" | "suspension" | "resumption" | "termination" | "deal_publicity" | "result" | "correction" | "tender" | "tender_change" | "opening_record" | "tender_failed";
            index_number: string;
            title: string;
            summary: string;
            lots: string[];
            /** Format: date-time */
            released_at: string;
            corrects?: string | null;
            corrected_by?: string | null;
            html_digest: string;
            json_digest: string;
            event_digest: string;
        };
        PageOfObligationView: {
            items: {
                id: string;
                /** @enum {string} */
                state: "none" | "due" | "drafted" | "met";
                /** @enum {string} */
                kind: "listing" | "supplementary" | "suspension" | "resumption" | "termination" | "deal_publicity" | "result" | "correction" | "tender" | "tender_change" | "opening_record" | "tender_failed";
                lot: string;
                title: string;
                /** Format: date */
                due_date: string;
                provisional: boolean;
                article: string;
                /** @enum {string} */
                light: "green" | "yellow" | "red";
                /** Format: date-time */
                caused_at: string;
                document?: string | null;
                met_at?: string | null;
                met_late: boolean;
            }[];
            next_cursor?: string | null;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            field?: string;
            detail: string;
            request_id: string;
            evidence?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

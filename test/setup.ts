import fc from "fast-check";

/** Property tests try the same inputs every time; `FC_SEED` asks for others. */
fc.configureGlobal({ seed: Number(process.env["FC_SEED"] ?? 20_260_301) });

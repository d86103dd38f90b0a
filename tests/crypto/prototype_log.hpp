// The log that was made for the design's prototype with other tools: seven leaves, checkpoints with an
// Ed25519 signature and, beside it, an ECDSA one that a reader of ours does not know.
#pragma once

namespace daylit::testing {

constexpr const char* prototype_origin = "log.procure.example";
constexpr const char* prototype_verifier =
    "log.procure.example+ce18cd34+AZrSst+k10UqLHpBkNcHqp9U/5R5H8mWG3E1srlYFFNo";
constexpr const char* prototype_root = "52dc11536769162a2e9a5463a4a75c7d8895a1a3d525f08d0c1149c0fc8de332";
constexpr const char* prototype_root_of_four =
    "1c8ce895fee2118538f97facecffe655c3988c6c1dea016ba6df0d67026aa2f8";
constexpr const char* prototype_leaf_hash_3 =
    "44e7533f010b0ae4a7bf9a8041ba6214996c995ede6cdfb8ef56e28e0684d295";
constexpr const char* prototype_inclusion_of_3[] = {
    "8ee4e407eef93f9312a08c516cab4c4097c4cb4bf542a0c66248b5146e6de195",
    "726b49f9087aa8dcba91dc2d65549fe595e148cd41371fecd1a7aa131087ea01",
    "cbe15863d3e58b49020bb6e38ac32348254e89f7f391882ee910444153d1329a",
};
constexpr const char* prototype_consistency_4_to_7 =
    "cbe15863d3e58b49020bb6e38ac32348254e89f7f391882ee910444153d1329a";
constexpr const char* prototype_checkpoint =
    "log.procure.example\n"
    "7\n"
    "UtwRU2dpFioumlRjpKdcfYiVoaPVJfCNDBFJwPyN4zI=\n"
    "\n"
    "— log.procure.example "
    "zhjNNOhL+o48qKYWMzJ98Ws2cA2lxS2S3CKwKeUj4Fhm64eoLv7NL3co3bLB8kJchac85T2tnAdfJi/9vp68QEtLPQA=\n"
    "— log.procure.example "
    "2YHoQTBFAiAc4KMkc+qGgSdbrNCSVQiQeiq6YyFXTPk7rZZsNHNndgIhALg1A9F0H5/duS7B58RcBBywZA2JDOOG2kpOIxEVgCH1\n";
constexpr const char* prototype_checkpoint_of_four =
    "log.procure.example\n"
    "4\n"
    "HIzolf7iEYU4+X+s7P/mVcOYjGwd6gFrpt8NZwJqovg=\n"
    "\n"
    "— log.procure.example "
    "zhjNNKPDxQ+V78I4beFQcFJzPqKDVhCqY6Hx5mvMvWD9xVyskW+EPNe8OmTAjQaIlneOKxduCOv5LCYCk1M33gVvhg4=\n"
    "— log.procure.example "
    "2YHoQTBFAiA/1ZvzPDK+Und0Qi3Zk/m2gnAm61Pd6qQA45l+LWJMdAIhAJap1x2TuU++JOqVPHB5p4WPTp8l6BB4gxQAbnEfWnCW\n";

}  // namespace daylit::testing

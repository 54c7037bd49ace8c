#ifndef FANGZHI_SERVICES_INGEST_IMPORT_ASSEMBLER_H_
#define FANGZHI_SERVICES_INGEST_IMPORT_ASSEMBLER_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "common/store/document_store.h"
#include "fangzhi/v1/ingest_service.pb.h"

namespace fangzhi::ingest {

// A document of an import as the store takes it, or why it does not.
struct ImportedDocument {
  std::string key;
  absl::StatusOr<store::NewDocument> document;
};

// Puts the messages of an ImportDocuments stream together to documents. A document that turns out bad is given out with
// its error at once, and what still comes of it is dropped. Not thread-safe.
class ImportAssembler {
 public:
  // Takes the next message. Returns the documents that it completes: usually none or one; two where it begins one
  // before the last message of the one before.
  std::vector<ImportedDocument> Add(v1::ImportDocumentsRequest message);
  // As Add for a message that does not parse; `parsed` is what came before the fault.
  std::vector<ImportedDocument> AddMalformed(const v1::ImportDocumentsRequest& parsed);
  // The stream is over. Returns the document that was not complete.
  std::vector<ImportedDocument> End();

 private:
  enum class State {
    kIdle,        // A `begin` is due.
    kAssembling,  // `current_` waits for its rest.
    kDropping,    // The rest of a document that was given out as bad is due.
  };

  void Begin(v1::ImportDocumentBegin begin, std::vector<ImportedDocument>* done);
  void Continue(const std::string& chunk, std::vector<ImportedDocument>* done);
  void Reject(absl::Status status, std::vector<ImportedDocument>* done);
  void Reject(const std::string& field, const std::string& description, std::vector<ImportedDocument>* done);
  void Complete(std::vector<ImportedDocument>* done);

  State state_ = State::kIdle;
  std::string key_;
  v1::CreateDocumentRequest current_;  // Its `content.bytes` grow with the chunks.
};

}  // namespace fangzhi::ingest

#endif  // FANGZHI_SERVICES_INGEST_IMPORT_ASSEMBLER_H_

#ifndef FANGZHI_SERVICES_INGEST_DOCUMENT_REQUEST_H_
#define FANGZHI_SERVICES_INGEST_DOCUMENT_REQUEST_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>

#include "common/store/document_store.h"
#include "fangzhi/v1/ingest_service.pb.h"

namespace fangzhi::ingest {

// Validates and decodes what a client submits. INVALID_ARGUMENT with a violation for each bad field.
absl::StatusOr<store::NewDocument> ToNewDocument(v1::CreateDocumentRequest request);

// INVALID_ARGUMENT for a media type that is not read.
absl::Status CheckMediaType(const v1::DocumentContent& content);

// What a client is told where the store does not take a document: `status` of the store as an answer.
absl::Status FromInsertError(const absl::Status& status);

// `documents/{document}`: INVALID_ARGUMENT where `name` is not of this form, NOT_FOUND where no document can have it.
absl::Status CheckDocumentName(const std::string& name);
// As NOT_FOUND for `name`, where the store says so; else `status`.
absl::Status FromLookupError(const absl::Status& status, const std::string& name);

}  // namespace fangzhi::ingest

#endif  // FANGZHI_SERVICES_INGEST_DOCUMENT_REQUEST_H_

#ifndef FANGZHI_COMMON_RPC_REFLECTION_SERVICE_H_
#define FANGZHI_COMMON_RPC_REFLECTION_SERVICE_H_

#include <grpc/reflection/v1alpha/reflection.grpc.pb.h>

#include <string>
#include <vector>

namespace fangzhi::rpc {

// grpc.reflection.v1alpha.ServerReflection over the descriptors compiled into the program. Thread-safe.
//
// gRPC's own (libgrpc++_reflection) registers its proto under another path than ours, so that both cannot be in one
// process, and health.proto could then not be described.
class ReflectionService final : public grpc::reflection::v1alpha::ServerReflection::CallbackService {
 public:
  // `services` are the full names that list_services answers with.
  explicit ReflectionService(std::vector<std::string> services);

  grpc::ServerBidiReactor<grpc::reflection::v1alpha::ServerReflectionRequest,
                          grpc::reflection::v1alpha::ServerReflectionResponse>*
  ServerReflectionInfo(grpc::CallbackServerContext* context) override;

 private:
  const std::vector<std::string> services_;
};

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_REFLECTION_SERVICE_H_

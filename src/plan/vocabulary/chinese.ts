import type { Vocabulary } from "./vocabulary.ts";

/** Chinese, simplified and traditional. */
export const chinese: Vocabulary = {
  language: "Chinese",
  headings: {
    "data-models": {
      dictionary: `数据模型, 数据结构, 数据库设计, 数据库模式, 数据库表, 表结构, 实体, 领域模型, 数据架构, 数据设计, 类型定义, 状态机, 状态模型, 数据格式, 文件格式, 字段设计, 模型设计, 資料模型, 資料結構, 資料庫設計, 資料表, 實體, 数据层, 核心类型`,
    },
    storage: { template: `存储, 持久化, 数据存储, 儲存, 数据库` },
    interfaces: {
      dictionary: `接口, api 设计, api 契约, 端点, 路由设计, 命令结构, 命令行接口, 函数签名, 方法签名, 契约, 合约, 介面, 端點, 协议, 公共接口, 通信协议`,
    },
    "error-handling": {
      dictionary: `错误处理, 异常处理, 错误码, 容错, 错误策略, 重试策略, 降级, 回滚, 恢复策略, 故障恢复, 錯誤處理, 例外處理, 錯誤碼, 退出码`,
    },
    "failure-modes": {
      dictionary: `风险, 失败模式, 故障模式, 失效模式, 失败场景, 故障场景, 風險, 失敗模式, 故障分析, 已知问题`,
    },
    "edge-cases": { dictionary: `边界情况, 边界条件, 边缘情况, 邊界情況` },
    dependencies: {
      dictionary: `依赖, 前置条件, 先决条件, 外部服务, 第三方, 相依, 依賴, 前提条件, 集成点`,
      template: `主要依赖, 主要依賴, 核心依赖`,
    },
    stack: { dictionary: `技术栈, 技術棧, 技术选型, 框架` },
    testing: { dictionary: `测试, 测试策略, 测试计划, 单元测试, 集成测试, 測試` },
    verification: { dictionary: `验证, 验收, 验收标准, 成功标准, 驗證, 驗收, 质量门` },
    deterministic: { dictionary: `确定性, 幂等, 可重现, 確定性` },
    "code-before-prompts": { template: `代码优先, 代码先于提示` },
    "cli-first": { template: `命令行优先, cli 优先` },
    principles: { template: `宪法检查, 章程检查, 宪章检查, 原则, 憲法檢查, 宪法合规` },
    architecture: {
      dictionary: `架构, 架構, 设计决策, 技术决策, 技术方案, 关键决策, 结构决策, 方案设计, 設計決策`,
    },
    "open-questions": { dictionary: `待解决问题, 未决问题, 开放问题, 待确认, 待定问题` },
    none: {
      dictionary: `依赖注入, 用户界面, 任务依赖, 依赖关系图, 接口测试, 接口自动化, 测试项目, 数据流, 測試專案, 界面, 性能目标, 项目类型, 阶段依赖`,
    },
  },
  words: {
    failure: {
      dictionary: `错误, 失败, 异常, 超时, 不可用, 无效, 损坏, 缺失, 找不到, 不存在, 不支持, 冲突, 超出, 超过, 中断, 崩溃, 断开, 拒绝访问, 错误码, 非法, 错誤, 失敗, 異常, 逾時, 無效, 報錯, 报错, 未找到, 出错`,
    },
    reaction: {
      dictionary: `重试, 抛出, 返回, 记录, 日志, 警告, 提示, 中止, 停止, 跳过, 忽略, 拒绝, 回滚, 降级, 恢复, 通知, 告警, 重启, 终止, 退出, 回退, 捕获, 标记, 显示, 重試, 拋出, 回傳, 記錄, 兜底, 上报, 拦截, 隔离`,
    },
    "error-strategy": {
      dictionary: `快速失败, 自定义异常, 错误码, 退出码, 指数退避, 熔断, 优雅降级, 错误类型, 错误响应, 死信队列, 最大重试, 错误边界, 立即报错, 统一异常`,
    },
    "health-check": { dictionary: `健康检查, 存活探针, 就绪探针, 健康檢查` },
    risk: { dictionary: `风险, 失败模式, 故障, 场景, 失败场景, 风险点, 問題, 风险项, 風險, 问题` },
    effect: {
      dictionary: `缓解, 影响, 应对, 措施, 对策, 检测, 恢复, 后果, 概率, 可能性, 处理, 緩解, 影響, 應對, 解决方案, 严重`,
    },
    data: {
      dictionary: `新增表, 扩展表, 新表, 数据表, 表添加, 表新增, 添加列, 新增列, 字段, 属性, 实体, 枚举, 主键, 外键, 索引, 结构体, 欄位, 屬性, 實體, 资料表, 类型, 关联`,
    },
    contract: {
      dictionary: `请求, 响应, 参数, 返回, 端点, 签名, 输入, 输出, 退出码, 回调, 请求体, 响应体, 方法, 請求, 回應, 參數, 端口`,
    },
    command: { dictionary: `命令行, 命令入口, 子命令, 脚本命令` },
    deterministic: {
      dictionary: `确定性, 幂等, 可重现, 可复现, 锁定版本, 版本锁定, 依赖锁定, 固定版本, 固定种子, 随机种子, 纯函数, 无副作用, 锁文件, 確定性, 冪等, 校验和, 哈希校验, 可再现, 冻结版本`,
    },
    "same-result": { dictionary: `相同输入, 相同输出, 同样的输入, 结果一致` },
    hedge: { dictionary: `建议, 推荐, 可选, 可能, 考虑, 最好, 建議, 推薦, 以后, 未来, 待定` },
    negation: { dictionary: `无需, 没有, 非确定, 无法, 不是, 不会` },
    "not-applicable": { dictionary: `不适用, 无需, 没有, 不涉及, 不適用, 无新增, 暂无, 不需要` },
    "no-data-change": {
      dictionary: `无数据库变更, 无新表, 不新增表, 无持久化, 不涉及数据库, 不涉及存储, 无数据模型变更, 无需数据库, 不需要数据库, 无 schema 变更, 数据模型不变`,
    },
    "no-interface-change": {
      dictionary: `无新增接口, 无新增 api, 不新增接口, 不涉及接口, 无 api 变更, 接口不变, 无新 api`,
    },
    "no-dependency": { dictionary: `无新增依赖, 无外部依赖, 不依赖, 零依赖, 无新依赖, 不引入新依赖` },
    reference: { dictionary: `参见, 详见, 参考, 請參閱, 參見` },
    test: { dictionary: `测试, 验证, 断言, 覆盖, 用例, 测试用例, 測試, 驗證, 模拟, 检查` },
    "test-kind": {
      dictionary: `单元, 集成, 端到端, 冒烟, 回归, 契约, 性能测试, 压力测试, 验收测试, 手动, 组件测试, 單元, 整合測試, 回歸`,
    },
    library: { dictionary: `框架, 服务, 组件, 插件, 客户端, 驱动, 镜像, 套件, 模块` },
    code: { dictionary: `函数, 模块, 脚本, 组件, 接口实现, 中间件, 实现, 代码, 控制器, 服务, 函數, 腳本` },
    prompt: { dictionary: `提示词, 大模型, 语言模型` },
    open: { template: `待澄清, 需要澄清, 待定, 待确认, 待補充, 待补充, 需澄清, 未确定, 待填写` },
    settled: { dictionary: `已解决, 已澄清, 没有, 全部, 所有, 已明确, 已全部` },
    filler: { dictionary: `待定, 暂无, 通过, 完成, 不适用` },
  },
};

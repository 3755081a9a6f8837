import type { Vocabulary } from "./vocabulary.ts";

/** Korean. */
export const korean: Vocabulary = {
  language: "Korean",
  headings: {
    "data-models": {
      dictionary: `데이터 모델, 데이터모델, 데이터 구조, 스키마, 엔티티, 엔터티, 테이블 설계, 도메인 모델, 데이터 설계, 타입 정의, 상태 머신, 상태 기계, 데이터베이스 설계, 데이터 형식, 파일 형식, db 설계, 테이블 구조, 모델 정의, 데이터 아키텍처`,
    },
    storage: { template: `저장소, 스토리지, 영속성, 데이터 저장, 데이터베이스` },
    interfaces: {
      dictionary: `인터페이스, api 설계, api 스펙, api 명세, api 계약, 엔드포인트, 명령 구조, 명령어 구조, 함수 시그니처, 시그니처, 계약, 프로토콜, 공개 api, 라우트, 명령어`,
    },
    "error-handling": {
      dictionary: `에러 처리, 오류 처리, 예외 처리, 에러 코드, 오류 코드, 에러 핸들링, 재시도, 폴백, 롤백, 복구 전략, 장애 대응, 종료 코드, 에러 전략`,
    },
    "failure-modes": {
      dictionary: `위험, 리스크, 실패 모드, 장애 모드, 고장 모드, 실패 시나리오, 장애 시나리오, 위험 요소`,
    },
    "edge-cases": { dictionary: `엣지 케이스, 예외 상황, 경계 조건, 제약 사항` },
    dependencies: {
      dictionary: `의존성, 종속성, 전제 조건, 사전 요구사항, 외부 서비스, 라이브러리, 필수 도구, 선행 조건, 외부 연동`,
      template: `주요 의존성, 주요 종속성, 핵심 의존성`,
    },
    stack: { dictionary: `기술 스택, 사용 기술, 프레임워크` },
    testing: { dictionary: `테스트, 테스트 전략, 테스트 계획, 단위 테스트, 통합 테스트, 테스팅` },
    verification: { dictionary: `검증, 인수 조건, 인수 기준, 성공 기준, 완료 기준, 품질 게이트, 수용 기준` },
    deterministic: { dictionary: `결정론, 결정성, 멱등성, 재현성` },
    "code-before-prompts": { template: `프롬프트보다 코드, 코드 우선` },
    "cli-first": { template: `cli 우선, cli 퍼스트` },
    principles: { template: `헌법 검사, 헌법 체크, 원칙, 헌장 체크, 헌법 준수, 헌법 점검` },
    architecture: {
      dictionary: `아키텍처, 설계 결정, 기술 결정, 기술적 접근, 접근 방식, 구조 결정, 주요 결정, 설계 방향`,
    },
    "open-questions": { dictionary: `미해결, 미결 사항, 열린 질문, 미정 사항` },
    none: {
      dictionary: `의존성 주입, 사용자 인터페이스, 작업 의존성, 의존성 그래프, 데이터 흐름, 테스트 프로젝트, 성능 목표, 프로젝트 유형, 의존성 관리`,
    },
  },
  words: {
    failure: {
      dictionary: `에러, 오류, 실패, 예외, 타임아웃, 시간 초과, 장애, 손상, 누락, 없는 경우, 존재하지, 중복, 유효하지 않, 만료, 초과, 끊김, 충돌, 불가, 찾을 수 없, 잘못된, 끊어`,
    },
    reaction: {
      dictionary: `재시도, 던지, 반환, 기록, 로그, 로깅, 경고, 중단, 중지, 건너뛰, 무시, 거부, 롤백, 폴백, 복구, 알림, 재시작, 종료, 계속, 표시, 전파, 대체, 차단, 격리, 복원, 응답`,
    },
    "error-strategy": {
      dictionary: `빠른 실패, 페일 패스트, 사용자 정의 예외, 커스텀 예외, 에러 코드, 오류 코드, 종료 코드, 에러 타입, 지수 백오프, 서킷 브레이커, 에러 응답, 오류 응답, 데드레터, 에러 바운더리, 에러 처리 미들웨어`,
    },
    "health-check": { dictionary: `헬스 체크, 헬스체크, 상태 확인` },
    risk: { dictionary: `위험, 리스크, 장애, 실패, 실패 모드, 시나리오, 문제, 우려` },
    effect: { dictionary: `영향, 완화, 대응, 대책, 감지, 탐지, 복구, 가능성, 확률, 심각도, 해결, 조치` },
    data: {
      dictionary: `필드, 컬럼, 속성, 엔티티, 테이블, 기본키, 외래키, 열거형, 스키마, 인덱스, 타입, 관계`,
    },
    contract: {
      dictionary: `요청, 응답, 매개변수, 파라미터, 인자, 반환, 엔드포인트, 시그니처, 입력, 출력, 종료 코드, 콜백, 페이로드, 표준 입력, 표준 출력, 포트, 메서드`,
    },
    command: { dictionary: `명령줄, 하위 명령, 커맨드라인, cli 명령, 서브커맨드` },
    deterministic: {
      dictionary: `결정론적, 결정적, 멱등, 재현 가능, 재현성, 버전 고정, 고정 버전, 시드 고정, 고정 시드, 락파일, 락 파일, 잠금 파일, 순수 함수, 부작용 없, 부수 효과 없, 체크섬, 버전을 고정`,
    },
    "same-result": { dictionary: `같은 입력, 동일한 입력, 동일한 결과, 동일한 출력` },
    hedge: { dictionary: `권장, 추천, 선택적, 선택 사항, 고려, 가능하면, 검토, 향후, 추후, 미정` },
    negation: { dictionary: `없음, 없이, 비결정, 불필요, 아니` },
    "not-applicable": {
      dictionary: `해당 없음, 해당없음, 해당 사항 없음, 필요 없음, 없음, 불필요, 적용되지 않, 해당되지 않`,
    },
    "no-data-change": {
      dictionary: `스키마 변경 없음, 새 테이블 없음, 신규 테이블 없음, 데이터베이스 변경 없음, 영속성 없음, 데이터 모델 변경 없음, 저장하지 않, db 변경 없음, 마이그레이션 없음`,
    },
    "no-interface-change": {
      dictionary: `새 api 없음, 신규 api 없음, api 변경 없음, 새로운 api 없음, 인터페이스 변경 없음, 새 엔드포인트 없음`,
    },
    "no-dependency": {
      dictionary: `새 의존성 없음, 신규 의존성 없음, 외부 의존성 없음, 추가 의존성 없음, 의존성 없음, 의존하지 않, 새로운 의존성 없음`,
    },
    reference: { dictionary: `참조, 참고, 에 정의, 에 기술` },
    test: { dictionary: `테스트, 검증, 확인, 단언, 커버리지, 모킹, 목킹` },
    "test-kind": {
      dictionary: `단위, 유닛, 통합, e2e, 스모크, 회귀, 계약 테스트, 성능 테스트, 부하 테스트, 인수 테스트, 수동, 컴포넌트 테스트, 스냅샷`,
    },
    library: {
      dictionary: `라이브러리, 프레임워크, 서비스, 패키지, 플러그인, 클라이언트, 드라이버, 이미지, 모듈`,
    },
    code: {
      dictionary: `함수, 클래스, 모듈, 스크립트, 컴포넌트, 미들웨어, 구현, 코드, 서비스, 컨트롤러, 핸들러, 로직`,
    },
    prompt: { dictionary: `프롬프트, 언어 모델` },
    open: {
      template: `명확화 필요, 명확화필요, 확인 필요, 미정, 추후 결정, 결정 필요, 검토 필요, 작성 필요, 추후 작성`,
    },
    settled: { dictionary: `해결, 완료, 없음, 모든, 모두, 전부` },
    filler: { dictionary: `없음, 미정, 해당 없음, 높음, 중간, 낮음, 완료, 통과` },
  },
};

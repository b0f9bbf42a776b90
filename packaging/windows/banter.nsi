; SPDX-FileCopyrightText: 2026 The Banter authors
; SPDX-License-Identifier: MIT
;
; The installer for Windows: for one person, without an administrator, or for all of a computer. packaging/windows/package
; calls makensis with -DVERSION=0.1.0 -DNUMBER=0.1.0.0 -DSOURCE=FOLDER (what `cmake --install` made) -DOUTPUT=FILE.exe.
; Without a window: banter-setup.exe /S [/AllUsers | /CurrentUser] [/D=FOLDER].

Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
SetCompressor /SOLID lzma

!define APP_ID "chat.banter.Banter"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP_ID}"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define FIREWALL_RULE "Banter server"

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "Banter"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_USE_PROGRAMFILES64
!include MultiUser.nsh
!include MUI2.nsh
!include LogicLib.nsh
!include Sections.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh

Name "Banter"
OutFile "${OUTPUT}"
BrandingText "Banter ${VERSION}"
VIProductVersion "${NUMBER}"
VIAddVersionKey ProductName "Banter"
VIAddVersionKey CompanyName "The Banter authors"
VIAddVersionKey LegalCopyright "(c) 2026 The Banter authors, MIT licence"
VIAddVersionKey FileDescription "Installs Banter"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"

!define MUI_ICON "banter.ico"
!define MUI_UNICON "banter.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\bin\banter.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${SOURCE}\share\doc\banter\LICENSE"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString RUNNING ${LANG_ENGLISH} "Banter is running. End it (File, Quit), then go on."
LangString RUNNING ${LANG_SIMPCHINESE} "Banter 正在运行。请先退出，然后继续。"
LangString TAKEN ${LANG_ENGLISH} "The folder has programs of another kind in bin. Choose one that is empty, or has none."
LangString TAKEN ${LANG_SIMPCHINESE} "所选文件夹的 bin 中有其他程序。请选择空文件夹，或没有 bin 的文件夹。"
LangString PROGRAM ${LANG_ENGLISH} "Banter, its server and its command line"
LangString PROGRAM ${LANG_SIMPCHINESE} "Banter、服务器和命令行程序"
LangString DESKTOP ${LANG_ENGLISH} "A shortcut on the desktop"
LangString DESKTOP ${LANG_SIMPCHINESE} "桌面快捷方式"
LangString AUTOSTART ${LANG_ENGLISH} "Start when I sign in to Windows"
LangString AUTOSTART ${LANG_SIMPCHINESE} "登录 Windows 时启动"
LangString LINKS ${LANG_ENGLISH} "Open banter:// links"
LangString LINKS ${LANG_SIMPCHINESE} "打开 banter:// 链接"
LangString FIREWALL ${LANG_ENGLISH} "Let other computers reach a server here"
LangString FIREWALL ${LANG_SIMPCHINESE} "允许其他电脑访问本机服务器"
LangString ABOUT_PROGRAM ${LANG_ENGLISH} "The three programs, and their entry in the start menu."
LangString ABOUT_PROGRAM ${LANG_SIMPCHINESE} "三个程序及其开始菜单项。"
LangString ABOUT_DESKTOP ${LANG_ENGLISH} "A second entry, on the desktop."
LangString ABOUT_DESKTOP ${LANG_SIMPCHINESE} "在桌面上再放一个图标。"
LangString ABOUT_AUTOSTART ${LANG_ENGLISH} "Banter starts by itself, with its window on the task bar."
LangString ABOUT_AUTOSTART ${LANG_SIMPCHINESE} "Banter 自动启动，窗口停在任务栏。"
LangString ABOUT_LINKS ${LANG_ENGLISH} "A click on such a link shows where it leads. Nothing is done before you are asked."
LangString ABOUT_LINKS ${LANG_SIMPCHINESE} "点击此类链接会显示它指向哪里；不经询问不会执行任何操作。"
LangString ABOUT_FIREWALL ${LANG_ENGLISH} "Only for computers that host a server for others: a rule of the Windows firewall, for private networks. It needs an administrator; without it, Windows asks at the first start of a server."
LangString ABOUT_FIREWALL ${LANG_SIMPCHINESE} "仅用于为他人托管服务器的电脑：在 Windows 防火墙中为专用网络添加规则。需要管理员权限；否则首次启动服务器时 Windows 会询问。"

; A program that runs cannot be replaced. Its file cannot be opened for writing then.
!macro STOP_WHILE_RUNNING
  again:
  ${If} ${FileExists} "$INSTDIR\bin\banter.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\bin\banter.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 3
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; What is in somebody else's folder is theirs: only a folder bin with the program in it is this installer's to clear.
!macro STOP_IN_ANOTHERS_FOLDER
  ${If} ${FileExists} "$INSTDIR\bin\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\bin\banter.exe"
    MessageBox MB_OK|MB_ICONSTOP "$(TAKEN)" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
!macroend

; A shortcut with the program's application id, by which Windows keeps its windows and notifications together.
!macro SHORTCUT FILE
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IShellLink::SetPath} $0 '("$INSTDIR\bin\banter.exe").r5'
    ${IShellLink::SetDescription} $0 '("Banter").r5'
    ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r1)'
    ${If} $1 P<> 0
      System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r2'
      ; A PROPVARIANT: its kind (VT_LPWSTR), three unused words, and the text.
      System::Call '*(&i2 31, &i6 0, w "${APP_ID}", p 0)p.r3'
      ${IPropertyStore::SetValue} $1 '($2,$3)'
      ${IPropertyStore::Commit} $1 ""
      System::Free $2
      System::Free $3
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${If} $1 P<> 0
      ${IPersistFile::Save} $1 '("${FILE}",1)'
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
!macroend

Section "$(PROGRAM)" SectionProgram
  SectionIn RO
  !insertmacro STOP_IN_ANOTHERS_FOLDER
  !insertmacro STOP_WHILE_RUNNING
  ; What an earlier version had and this one has not would be loaded by it.
  RMDir /r "$INSTDIR\bin"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*"
  !insertmacro SHORTCUT "$SMPROGRAMS\Banter.lnk"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "Banter"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\bin\banter.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "The Banter authors"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  SectionGetSize ${SectionProgram} $0
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

Section "$(LINKS)" SectionLinks
  WriteRegStr SHCTX "Software\Classes\banter" "" "URL:Banter"
  WriteRegStr SHCTX "Software\Classes\banter" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\banter\DefaultIcon" "" "$INSTDIR\bin\banter.exe,0"
  WriteRegStr SHCTX "Software\Classes\banter\shell\open\command" "" '"$INSTDIR\bin\banter.exe" -- "%1"'
SectionEnd

Section /o "$(DESKTOP)" SectionDesktop
  !insertmacro SHORTCUT "$DESKTOP\Banter.lnk"
SectionEnd

Section /o "$(AUTOSTART)" SectionAutostart
  WriteRegStr SHCTX "${RUN}" "Banter" '"$INSTDIR\bin\banter.exe" --minimized'
SectionEnd

Section /o "$(FIREWALL)" SectionFirewall
  nsExec::Exec 'netsh advfirewall firewall delete rule name="${FIREWALL_RULE}"'
  Pop $0
  nsExec::Exec 'netsh advfirewall firewall add rule name="${FIREWALL_RULE}" dir=in action=allow profile=private,domain protocol=TCP program="$INSTDIR\bin\banter.exe"'
  Pop $0
  nsExec::Exec 'netsh advfirewall firewall add rule name="${FIREWALL_RULE}" dir=in action=allow profile=private,domain protocol=TCP program="$INSTDIR\bin\banter-server.exe"'
  Pop $0
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionProgram} "$(ABOUT_PROGRAM)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionLinks} "$(ABOUT_LINKS)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionDesktop} "$(ABOUT_DESKTOP)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionAutostart} "$(ABOUT_AUTOSTART)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionFirewall} "$(ABOUT_FIREWALL)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
  !insertmacro MULTIUSER_INIT
FunctionEnd

; A firewall's rule is of the whole computer.
Function .onSelChange
  ${If} $MultiUser.InstallMode == "CurrentUser"
    !insertmacro UnselectSection ${SectionFirewall}
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

; What people wrote and received stays: it is in %LOCALAPPDATA%\banter, and nobody else's to remove.
Section "Uninstall"
  !insertmacro STOP_WHILE_RUNNING
  ${If} $MultiUser.InstallMode == "AllUsers"
    nsExec::Exec 'netsh advfirewall firewall delete rule name="${FIREWALL_RULE}"'
    Pop $0
  ${EndIf}
  DeleteRegValue SHCTX "${RUN}" "Banter"
  ReadRegStr $0 SHCTX "Software\Classes\banter\shell\open\command" ""
  ${If} $0 == '"$INSTDIR\bin\banter.exe" -- "%1"'
    DeleteRegKey SHCTX "Software\Classes\banter"
  ${EndIf}
  DeleteRegKey SHCTX "${UNINSTALL}"
  Delete "$SMPROGRAMS\Banter.lnk"
  Delete "$DESKTOP\Banter.lnk"
  ${If} ${FileExists} "$INSTDIR\bin\banter.exe"
    RMDir /r "$INSTDIR\bin"
  ${EndIf}
  RMDir /r "$INSTDIR\share\doc\banter"
  RMDir "$INSTDIR\share\doc"
  RMDir "$INSTDIR\share"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
SectionEnd
